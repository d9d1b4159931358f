package dev.trellis.metadata.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a field of Salesforce is called by those who had a free choice: {@code stage_name -> stage},
 * {@code is_closed -> closed}, {@code billing_city -> billing_address.city}. Only names that are
 * there are chosen, so nothing is guessed at.
 */
final class NaturalNames {
  /** Names of standard fields that are more than the usual words put together. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "annual_revenue", "revenue",
          "mobile_phone", "mobile",
          "lead_source", "source");

  /** Words that say of what kind a field is, which the type says here. */
  private static final Pattern FILLER = Pattern.compile("^(is|has|number_of)_|_name$");

  private static final Pattern ADDRESS =
      Pattern.compile("(?:(.+)_)?(street|city|state|postal_code|country)");

  private NaturalNames() {}

  /** The field that is meant by the usual name; the usual name itself when there is none. */
  static String among(Set<String> fields, String usual) {
    if (fields.isEmpty() || fields.contains(usual) || fields.contains(usual + "_id")) {
      return usual;
    }
    return sameLetters(fields, usual)
        .or(() -> others(usual).stream().filter(fields::contains).findFirst())
        .or(() -> partOfAddress(fields, usual))
        .orElse(usual);
  }

  /** Case does not matter there, so {@code closedate} says nothing about where its words begin. */
  private static Optional<String> sameLetters(Set<String> fields, String usual) {
    String letters = usual.replace("_", "");
    return fields.stream().filter(field -> field.replace("_", "").equals(letters)).findFirst();
  }

  private static List<String> others(String usual) {
    var others = new ArrayList<String>();
    Optional.ofNullable(SYNONYMS.get(usual)).ifPresent(others::add);
    String shorter = FILLER.matcher(usual).replaceAll("");
    if (!shorter.equals(usual) && !shorter.isEmpty()) {
      others.add(shorter);
    }
    return others;
  }

  /** What are five fields there is one of type {@code address} here. */
  private static Optional<String> partOfAddress(Set<String> fields, String usual) {
    Matcher matcher = ADDRESS.matcher(usual);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Stream<String> whole =
        matcher.group(1) == null
            ? Stream.of("address")
            : Stream.of(matcher.group(1) + "_address", matcher.group(1));
    return whole.filter(fields::contains).findFirst().map(field -> field + "." + matcher.group(2));
  }
}
