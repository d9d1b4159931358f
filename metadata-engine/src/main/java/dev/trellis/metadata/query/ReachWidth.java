package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.sharing.Grant;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.sharing.Reach;
import java.util.Set;
import java.util.UUID;

/** What share of an object's records a caller reaches, about; it chooses plans and no answers. */
final class ReachWidth {
  /** Beyond this, going through all records is no slower than looking up those that are reached. */
  private static final double NARROW = 0.05;

  private ReachWidth() {}

  /** 1 where all are reached, or where that cannot be told beforehand. */
  static double of(QueryScope scope, ObjectModel object, Selectivity selectivity) {
    return scope.records().reach(object, Level.READ) instanceof Reach.Some some
        ? Math.min(1, of(scope, some, selectivity))
        : 1;
  }

  /**
   * As if everybody owned as much as the others; what is shared one by one is never much. What a
   * range keeps is not known: between nothing and a third the guess lies nearer to nothing, because
   * taking a narrow reach for a wide one reads all records, and the other way round a third of
   * them.
   */
  private static double of(QueryScope scope, Reach.Some reach, Selectivity selectivity) {
    double known = 0;
    double guessed = 0;
    for (Grant grant : reach.grants()) {
      if (grant instanceof Grant.Rule(String _, Set<UUID> _, Expression criteria)
          && criteria != null) {
        double share = selectivity.of(new Folding(scope).fold(criteria));
        if (isCounted(criteria)) {
          known += share;
        } else {
          guessed += share;
        }
      }
    }
    double least =
        known
            + (double) reach.owners().all().size()
                / Math.max(1, scope.records().directory().size());
    return guessed == 0 ? least : Math.cbrt(least * least * (least + guessed));
  }

  /** Whether statistics know how many records have the value that is asked for. */
  private static boolean isCounted(Expression criteria) {
    return switch (criteria) {
      case Expression.Compare compare -> compare.operator() == Expression.Comparison.EQUAL;
      case Expression.Call call ->
          switch (call.function()) {
            case ISPICKVAL, IN, ISBLANK -> true;
            default -> false;
          };
      case Expression.And and -> and.terms().stream().allMatch(ReachWidth::isCounted);
      case Expression.Or or -> or.terms().stream().allMatch(ReachWidth::isCounted);
      default -> false;
    };
  }

  static boolean isNarrow(double width) {
    return width < NARROW;
  }
}
