package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.query.RecordQuery;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as asked for in a URL.
 *
 * @param count whether to add {@code total}
 */
record ListRequest(RecordQuery query, Count count) {
  enum Count {
    NONE,
    EXACT,
    ESTIMATE
  }

  static ListRequest of(
      ObjectModel object,
      @Nullable String filter,
      @Nullable String q,
      @Nullable String sort,
      @Nullable String fields,
      @Nullable String limit,
      @Nullable String cursor,
      @Nullable String count) {
    RecordQuery query =
        RecordQuery.of(object, RecordQuery.Names.LIST)
            .withFields(split(fields))
            .withCondition("/filter", filter)
            .withText(q)
            .withSort(split(sort))
            .withPage(limit(limit), cursor == null || cursor.isBlank() ? null : cursor);
    return new ListRequest(query, count(count));
  }

  /** {@code name, account.name} in any spacing; blank is nothing. */
  static List<String> split(@Nullable String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .toList();
  }

  static int limit(@Nullable String limit) {
    if (limit == null || limit.isBlank()) {
      return RecordQuery.DEFAULT_LIMIT;
    }
    try {
      return Integer.parseInt(limit.strip());
    } catch (NumberFormatException e) {
      throw PlatformException.invalid(Violation.of("/limit", "wrong_type", "expected", "number"));
    }
  }

  static Count count(@Nullable String count) {
    return switch (count) {
      case null -> Count.NONE;
      case "", "none" -> Count.NONE;
      case "exact" -> Count.EXACT;
      case "estimate" -> Count.ESTIMATE;
      default ->
          throw PlatformException.invalid(Violation.of("/count", "not_in_list", "value", count));
    };
  }
}
