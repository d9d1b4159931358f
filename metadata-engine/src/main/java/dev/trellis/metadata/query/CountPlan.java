package dev.trellis.metadata.query;

import org.jspecify.annotations.Nullable;

/**
 * How many records a query finds. The statement, if any, answers one number, at most {@code bound};
 * below it the number is exact.
 *
 * @param statement null where statistics answer alone
 * @param bound {@link Long#MAX_VALUE} for an exact count
 * @param estimate what to answer beyond the bound
 */
public record CountPlan(SqlPlan.@Nullable Statement statement, long bound, long estimate) {
  public long total(long counted) {
    return counted < bound ? counted : Math.max(estimate, bound);
  }
}
