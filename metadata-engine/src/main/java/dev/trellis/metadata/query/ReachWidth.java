package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.sharing.Grant;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.sharing.Reach;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** What share of an object's records a caller reaches, about; it chooses plans and no answers. */
final class ReachWidth {
  /** Beyond this, going through all records is no slower than looking up those that are reached. */
  private static final double NARROW = 0.05;

  private ReachWidth() {}

  /** 1 where all are reached, or where that cannot be told beforehand. */
  static double of(QueryScope scope, ObjectModel object, FieldStatistics statistics) {
    return scope.records().reach(object, Level.READ) instanceof Reach.Some(List<Grant> grants)
        ? Math.min(1, of(scope, grants, new Selectivity(object, statistics)))
        : 1;
  }

  /**
   * As if everybody owned as much as the others. What a range keeps is not known: between nothing
   * and a third the guess lies nearer to nothing, because taking a narrow reach for a wide one
   * reads all records, and the other way round a third of them.
   */
  private static double of(QueryScope scope, List<Grant> grants, Selectivity selectivity) {
    var owners = new HashSet<UUID>();
    double known = 0;
    double guessed = 0;
    for (Grant grant : grants) {
      switch (grant) {
        case Grant.Own(UUID user) -> owners.add(user);
        case Grant.Hierarchy(Set<UUID> below) -> owners.addAll(below);
        case Grant.Rule(String _, Set<UUID> of, Expression criteria) -> {
          if (criteria == null) {
            owners.addAll(Objects.requireNonNull(of));
          } else if (isCounted(criteria)) {
            known += selectivity.of(new Folding(scope).fold(criteria));
          } else {
            guessed += selectivity.of(new Folding(scope).fold(criteria));
          }
        }
        // Shared one by one: never many of a large object.
        case Grant.Shares _ -> {}
      }
    }
    double least = known + (double) owners.size() / Math.max(1, scope.records().directory().size());
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
