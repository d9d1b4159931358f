package dev.trellis.metadata.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The condition "after this row" for an order. */
final class Keyset {
  private Keyset() {}

  static String orderBy(List<SortTerm> terms) {
    return terms.stream()
        .map(SortTerm::orderSql)
        .collect(Collectors.joining(", ", " ORDER BY ", ""));
  }

  /**
   * @param values of the row after which to go on, one for each term
   */
  static String after(
      List<SortTerm> terms, List<? extends @Nullable Object> values, Parameters parameters) {
    var markers = new ArrayList<@Nullable String>();
    for (int i = 0; i < terms.size(); i++) {
      Object value = values.get(i);
      markers.add(value == null ? null : parameters.add(value, terms.get(i).type()));
    }
    return isPlain(terms) ? rows(terms, markers) : branches(terms, markers);
  }

  /** One direction and no nulls: a row comparison, which an index understands. */
  private static boolean isPlain(List<SortTerm> terms) {
    boolean descending = terms.getFirst().descending();
    return terms.stream().allMatch(term -> !term.nullable() && term.descending() == descending);
  }

  private static String rows(List<SortTerm> terms, List<@Nullable String> markers) {
    String operator = terms.getFirst().descending() ? " < " : " > ";
    if (terms.size() == 1) {
      return terms.getFirst().sql() + operator + markers.getFirst();
    }
    String keys = terms.stream().map(SortTerm::sql).collect(Collectors.joining(", ", "(", ")"));
    return keys + operator + "(" + String.join(", ", markers) + ")";
  }

  /**
   * {@code a > 1 OR (a = 1 AND (b < 2 OR b IS NULL)) …}, led by a bound that the first key's index
   * can use.
   */
  private static String branches(List<SortTerm> terms, List<@Nullable String> markers) {
    var branches = new ArrayList<String>();
    var equal = new ArrayList<String>();
    for (int i = 0; i < terms.size(); i++) {
      SortTerm term = terms.get(i);
      String marker = markers.get(i);
      String beyond = beyond(term, marker);
      if (beyond != null) {
        var branch = new ArrayList<>(equal);
        branch.add(beyond);
        branches.add(String.join(" AND ", branch));
      }
      equal.add(marker == null ? term.sql() + " IS NULL" : term.sql() + " = " + marker);
    }
    String any = branches.isEmpty() ? "false" : "(" + String.join(" OR ", branches) + ")";
    SortTerm first = terms.getFirst();
    if (first.nullable() || markers.getFirst() == null) {
      return any;
    }
    return first.sql()
        + (first.descending() ? " <= " : " >= ")
        + markers.getFirst()
        + " AND "
        + any;
  }

  private static @Nullable String beyond(SortTerm term, @Nullable String marker) {
    if (marker == null) {
      return null;
    }
    String beyond = term.sql() + (term.descending() ? " < " : " > ") + marker;
    return term.nullable() ? "(" + beyond + " OR " + term.sql() + " IS NULL)" : beyond;
  }
}
