package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What someone wants to read, as written.
 *
 * @param fields names and dotted paths; empty for all readable fields
 * @param conditions formulas that must all be true
 * @param text what search must find, null for no search
 * @param sort field paths, {@code -} before the descending ones; in a grouped query also names of
 *     aggregates
 * @param cursor where an earlier page ended, null for the first
 */
public record RecordQuery(
    ObjectModel object,
    List<String> fields,
    List<Condition> conditions,
    @Nullable Text text,
    List<String> sort,
    int limit,
    @Nullable String cursor,
    List<Group> groups,
    List<Aggregate> aggregates,
    @Nullable String having,
    Names names) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 1_000;
  public static final int MAX_PATHS = 50;
  public static final int MAX_SORTS = 5;
  public static final int MAX_GROUPS = 5;
  public static final int MAX_AGGREGATES = 20;

  /**
   * @param pointer where it came from, for violations ({@code /filter})
   */
  public record Condition(String pointer, String formula) {}

  /**
   * What search must find.
   *
   * @param corrections null to take the words as typed; otherwise words like these count, too: for
   *     a word that may be mistyped those that may be meant, and for Chinese what sounds alike
   */
  public record Text(String typed, @Nullable Map<String, List<String>> corrections) {}

  /**
   * @param by the period of a date, null for the value itself
   * @param as the name in the answer, null for the field's path
   */
  public record Group(String field, @Nullable Period by, @Nullable String as) {}

  /**
   * @param field null only for COUNT
   */
  public record Aggregate(Fn fn, @Nullable String field, String as) {}

  public enum Period {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    public static Optional<Period> named(String name) {
      return find(values(), name);
    }

    String sql() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public enum Fn {
    COUNT,
    COUNT_DISTINCT,
    SUM,
    AVG,
    MIN,
    MAX;

    public static Optional<Fn> named(String name) {
      return find(values(), name);
    }
  }

  /** What the parts of a query are called, so that violations point at them. */
  public enum Names {
    /** {@code GET /records/{object}} */
    LIST("/fields", "/sort"),
    /** {@code POST /query} */
    QUERY("/select", "/order_by");

    private final String fields;
    private final String sort;

    Names(String fields, String sort) {
      this.fields = fields;
      this.sort = sort;
    }

    String fields(int index) {
      return this == LIST ? fields : fields + "/" + index;
    }

    String sort(int index) {
      return this == LIST ? sort : sort + "/" + index;
    }
  }

  public RecordQuery {
    fields = List.copyOf(fields);
    conditions = List.copyOf(conditions);
    sort = List.copyOf(sort);
    groups = List.copyOf(groups);
    aggregates = List.copyOf(aggregates);
  }

  /** The newest records of an object with all their fields. */
  public static RecordQuery of(ObjectModel object, Names names) {
    return new RecordQuery(
        object,
        List.of(),
        List.of(),
        null,
        List.of(),
        DEFAULT_LIMIT,
        null,
        List.of(),
        List.of(),
        null,
        names);
  }

  public RecordQuery withFields(List<String> paths) {
    return new RecordQuery(
        object, paths, conditions, text, sort, limit, cursor, groups, aggregates, having, names);
  }

  /** Blank formulas say nothing. */
  public RecordQuery withCondition(String pointer, @Nullable String formula) {
    if (formula == null || formula.isBlank()) {
      return this;
    }
    var all = new ArrayList<>(conditions);
    all.add(new Condition(pointer, formula));
    return new RecordQuery(
        object, fields, all, text, sort, limit, cursor, groups, aggregates, having, names);
  }

  public RecordQuery withText(@Nullable String q) {
    return withText(q == null || q.isBlank() ? null : new Text(q, null));
  }

  private RecordQuery withText(@Nullable Text wanted) {
    return new RecordQuery(
        object, fields, conditions, wanted, sort, limit, cursor, groups, aggregates, having, names);
  }

  /** A query with a text that also finds what was probably meant. */
  public RecordQuery withCorrections(Map<String, List<String>> corrections) {
    return withText(new Text(Objects.requireNonNull(text).typed(), Map.copyOf(corrections)));
  }

  public RecordQuery withSort(List<String> paths) {
    return new RecordQuery(
        object, fields, conditions, text, paths, limit, cursor, groups, aggregates, having, names);
  }

  public RecordQuery withPage(int size, @Nullable String from) {
    return new RecordQuery(
        object, fields, conditions, text, sort, size, from, groups, aggregates, having, names);
  }

  public RecordQuery withGroups(
      List<Group> by, List<Aggregate> computed, @Nullable String condition) {
    return new RecordQuery(
        object, fields, conditions, text, sort, limit, cursor, by, computed, condition, names);
  }

  public boolean isGrouped() {
    return !groups.isEmpty() || !aggregates.isEmpty();
  }

  private static <E extends Enum<E>> Optional<E> find(E[] values, String name) {
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
