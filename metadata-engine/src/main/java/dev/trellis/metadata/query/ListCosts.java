package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.Expression;

/**
 * What the ways to the first page of a list cost, in rows that are read through an index.
 *
 * @param reachFirst what the caller reaches is looked up first: a seller's own few hundred among a
 *     million, say, of which reading in order meets one in thousands
 * @param isReachNarrow whether that is few enough to be looked up at all
 * @param filterFirst what the filter keeps is found first, by the best index or by going through
 *     all
 * @param byIndex the same by an index; all rows where there is none
 * @param inOrder rows are read in the wanted order until the page is full
 */
record ListCosts(
    double reachFirst, boolean isReachNarrow, double filterFirst, double byIndex, double inOrder) {
  /**
   * Reading many rows in the order of the primary key, against reading as many through another
   * index.
   */
  private static final double SEQUENTIAL = 0.3;

  static ListCosts of(
      ListStatement.Input input, boolean isOrderIndexed, FieldStatistics statistics) {
    ObjectModel object = input.query().object();
    var selectivity = new Selectivity(object, statistics);
    double rows = statistics.rows(object).orElse(QueryPlanner.UNKNOWN_ROWS);
    double width = ReachWidth.of(input.scope(), object, selectivity);
    double kept = width;
    for (Expression condition : input.conditions()) {
      kept *= selectivity.of(condition);
    }
    double best = selectivity.ofBestIndex(input.conditions());
    double inOrder =
        isOrderIndexed ? Math.min(rows, (input.query().limit() + 1) / Math.max(kept, 1e-12)) : rows;
    return new ListCosts(
        width * rows,
        ReachWidth.isNarrow(width),
        best < 1 ? best * rows : rows * SEQUENTIAL,
        best * rows,
        inOrder);
  }

  boolean isReachFirst() {
    return isReachNarrow && reachFirst < Math.min(byIndex, inOrder);
  }

  boolean isFilterFirst() {
    return filterFirst < inOrder;
  }
}
