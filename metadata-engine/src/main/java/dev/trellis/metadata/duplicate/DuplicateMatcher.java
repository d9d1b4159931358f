package dev.trellis.metadata.duplicate;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.sdk.component.DuplicateRuleDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A duplicate rule, compiled.
 *
 * <p>Looking at every pair of records would take for ever. So each record has a few <i>keys</i>,
 * such that two records that agree have one in common; only those are compared.
 */
public final class DuplicateMatcher {
  private static final int MAX_KEY = 200;
  private static final char SEPARATOR = '\u001f';

  private final DuplicateRuleDefinition rule;
  private final List<Match> matches;

  private record Match(FieldModel field, MatchMethod method) {
    /** Empty when the field has nothing to compare. */
    String normal(Function<FieldModel, @Nullable Object> values) {
      Object value = values.apply(field);
      return value == null ? "" : method.normal(FieldJson.text(value));
    }
  }

  private record Compiled(List<DuplicateMatcher> matchers) {}

  private DuplicateMatcher(DuplicateRuleDefinition rule, List<Match> matches) {
    this.rule = rule;
    this.matches = matches;
  }

  /** The active rules of an object. */
  public static List<DuplicateMatcher> of(ObjectModel object) {
    return object.derived(Compiled.class, DuplicateMatcher::compile).matchers;
  }

  private static Compiled compile(ObjectModel object) {
    var matchers = new ArrayList<DuplicateMatcher>();
    for (DuplicateRuleDefinition rule : object.duplicateRules()) {
      if (rule.isActive()) {
        compile(object, rule).ifPresent(matchers::add);
      }
    }
    return new Compiled(List.copyOf(matchers));
  }

  private static Optional<DuplicateMatcher> compile(
      ObjectModel object, DuplicateRuleDefinition rule) {
    var matches = new ArrayList<Match>();
    for (DuplicateRuleDefinition.Match match : rule.match()) {
      FieldModel field = object.field(match.field()).orElse(null);
      if (field == null) {
        return Optional.empty();
      }
      matches.add(new Match(field, MatchMethod.of(match.method())));
    }
    return matches.isEmpty()
        ? Optional.empty()
        : Optional.of(new DuplicateMatcher(rule, List.copyOf(matches)));
  }

  public DuplicateRuleDefinition rule() {
    return rule;
  }

  /** The rule's name within its object. */
  public String name() {
    return rule.localName();
  }

  public List<FieldModel> fields() {
    return matches.stream().map(Match::field).toList();
  }

  /** Says how keys are made, field by field: keys of another form are no use any more. */
  public String form() {
    return String.join(
        ",", matches.stream().map(match -> match.field.form() + ":" + match.method).toList());
  }

  /**
   * The keys of a record; none when a field that the rule compares is blank, and then the record is
   * nobody's duplicate.
   */
  public Set<String> keys(Function<FieldModel, @Nullable Object> values) {
    var exact = new StringBuilder();
    Set<String> fuzzy = null;
    for (Match match : matches) {
      String normal = match.normal(values);
      if (normal.isEmpty()) {
        return Set.of();
      }
      if (match.method.isExact()) {
        exact.append(normal).append(SEPARATOR);
      } else if (fuzzy == null) {
        fuzzy = match.method.keys(normal);
      }
    }
    if (!exact.isEmpty() || fuzzy == null) {
      // What must be equal narrows enough.
      return Set.of(cut(exact.toString()));
    }
    var keys = new LinkedHashSet<String>();
    fuzzy.forEach(key -> keys.add(cut(key)));
    return keys;
  }

  /** Whether two records stand for the same thing. */
  public boolean agrees(
      Function<FieldModel, @Nullable Object> one, Function<FieldModel, @Nullable Object> other) {
    for (Match match : matches) {
      String a = match.normal(one);
      String b = match.normal(other);
      if (a.isEmpty() || b.isEmpty() || !match.method.agree(a, b)) {
        return false;
      }
    }
    return true;
  }

  private static String cut(String key) {
    if (key.length() <= MAX_KEY) {
      return key;
    }
    int end = Character.isHighSurrogate(key.charAt(MAX_KEY - 1)) ? MAX_KEY - 1 : MAX_KEY;
    return key.substring(0, end);
  }
}
