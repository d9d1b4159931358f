package dev.trellis.runtime.problem;

import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The message bundles. {@code title.<code>} names a problem, {@code detail.<key>} explains it,
 * {@code <code>} is the text of a violation; {@code {name}} stands for a parameter, and {@code
 * {count|record|records}} for one of the words, by a parameter that is a number. Of formulas,
 * {@code {column|place}} says where, {@code {got|type}} and {@code {got|kind}} name types.
 */
public final class ProblemTexts {
  private static final Map<String, Properties> BUNDLES =
      Map.of(
          AcceptedLanguage.ENGLISH, load("/messages/problems_en.properties"),
          AcceptedLanguage.CHINESE, load("/messages/problems_zh_CN.properties"));

  private ProblemTexts() {}

  public static String title(String language, String code) {
    return fill(language, find(language, "title." + code), "title." + code, Map.of());
  }

  /** A detail without a text of its own shares the one of the violation of the same name. */
  static String detail(String language, String key, Map<String, Object> params) {
    String own = find(language, "detail." + key);
    return fill(language, own != null ? own : find(language, key), key, params);
  }

  /** In its own words, where it has some. */
  public static String violation(String language, Violation violation) {
    String own = violation.texts().get(language);
    return own != null ? own : violation(language, violation.code(), violation.params());
  }

  public static String violation(String language, String code, Map<String, Object> params) {
    String inFormula = params.containsKey("column") ? find(language, code + ".in_formula") : null;
    return fill(language, inFormula != null ? inFormula : find(language, code), code, params)
        + new Phrases(bundle(language)).suggestion(params);
  }

  static Properties bundle(String language) {
    return BUNDLES.getOrDefault(language, BUNDLES.get(AcceptedLanguage.ENGLISH));
  }

  private static @Nullable String find(String language, String key) {
    return bundle(language).getProperty(key);
  }

  /** A missing text shows its key: a test keeps that from happening, a user can still report it. */
  private static String fill(
      String language, @Nullable String text, String key, Map<String, Object> params) {
    if (text == null) {
      return key;
    }
    if (text.indexOf('{') < 0) {
      return text;
    }
    var filled = new StringBuilder(text.length() + 32);
    int position = 0;
    while (true) {
      int open = text.indexOf('{', position);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        return filled.append(text, position, text.length()).toString();
      }
      filled
          .append(text, position, open)
          .append(filledIn(language, text.substring(open + 1, close), params));
      position = close + 1;
    }
  }

  private static String filledIn(String language, String placeholder, Map<String, Object> params) {
    String[] parts = placeholder.split("\\|", -1);
    if (!params.containsKey(parts[0])) {
      return "{" + placeholder + "}";
    }
    String value = display(params.get(parts[0]));
    return switch (parts.length) {
      case 1 -> value;
      case 2 -> phrase(new Phrases(bundle(language)), parts[1], value, params);
      default -> parts[value.equals("1") ? 1 : 2];
    };
  }

  private static String phrase(
      Phrases phrases, String form, String value, Map<String, Object> params) {
    return switch (form) {
      case "place" -> phrases.place(params);
      case "type" -> phrases.type(value);
      case "kind" -> phrases.kind(value);
      default -> throw new IllegalArgumentException("no form of a placeholder: " + form);
    };
  }

  private static String display(@Nullable Object value) {
    return value instanceof Collection<?> values
        ? values.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }

  private static Properties load(String resource) {
    var properties = new Properties();
    try (var stream = ProblemTexts.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("missing " + resource);
      }
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
