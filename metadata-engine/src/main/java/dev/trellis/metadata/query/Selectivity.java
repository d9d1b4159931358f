package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.sdk.component.FieldType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What share of an object's records a condition keeps, by {@link FieldStatistics} or by rules of
 * thumb.
 */
final class Selectivity {
  private static final double RANGE = 1.0 / 3;
  private static final double TEXT_PATTERN = 0.05;
  private static final double UNKNOWN = 0.5;

  private final ObjectModel object;
  private final FieldStatistics statistics;

  Selectivity(ObjectModel object, FieldStatistics statistics) {
    this.object = object;
    this.statistics = statistics;
  }

  double of(Expression condition) {
    return switch (condition) {
      case Constant(Object value, _, _) -> Boolean.TRUE.equals(value) ? 1 : 0;
      case Expression.And and ->
          and.terms().stream().mapToDouble(this::of).reduce(1, (a, b) -> a * b);
      case Expression.Or or -> Math.min(1, or.terms().stream().mapToDouble(this::of).sum());
      case Expression.Not not -> Math.max(0, 1 - of(not.term()));
      case Expression.Compare compare -> compare(compare);
      case Expression.Call call -> call(call);
      case Expression.Reference _ -> UNKNOWN;
      case Expression.Calculate _, Expression.Negate _, Expression.Concatenate _ -> UNKNOWN;
    };
  }

  /** The share that remains after the best condition that an index serves; 1 without any. */
  double ofBestIndex(List<Expression> conditions) {
    double best = 1;
    for (Expression condition : conditions) {
      if (condition instanceof Expression.And and) {
        best = Math.min(best, ofBestIndex(and.terms()));
      } else if (isIndexed(condition)) {
        best = Math.min(best, of(condition));
      }
    }
    return best;
  }

  private static boolean isIndexed(Expression condition) {
    return switch (condition) {
      case Expression.Compare(var operator, var left, var right, _) ->
          operator != Expression.Comparison.NOT_EQUAL
              && (left instanceof Constant || right instanceof Constant)
              && (hasIndex(left) || hasIndex(right));
      case Expression.Call call ->
          switch (call.function()) {
            case IN, ISPICKVAL, BEGINS -> hasIndex(call.argument(0));
            default -> false;
          };
      default -> false;
    };
  }

  private static boolean hasIndex(Expression expression) {
    FieldModel field = ownField(expression);
    return field != null
        && (field.name().equals("id")
            || field.name().equals("created_at")
            || (field.storage() instanceof Storage.Column column && column.hasIndex()));
  }

  private static @Nullable FieldModel ownField(Expression expression) {
    return expression instanceof Expression.Reference(Binding.OfField(FieldPath path), _, _)
            && path.steps().isEmpty()
        ? path.field()
        : null;
  }

  private double compare(Expression.Compare compare) {
    boolean flipped = compare.left() instanceof Constant;
    Expression field = flipped ? compare.right() : compare.left();
    Expression other = flipped ? compare.left() : compare.right();
    return switch (compare.operator()) {
      case EQUAL -> equal(field, other);
      case NOT_EQUAL -> Math.max(0, 1 - equal(field, other));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> RANGE;
    };
  }

  private double equal(Expression subject, Expression value) {
    FieldModel field = ownField(subject);
    if (field == null) {
      return TEXT_PATTERN;
    }
    Optional<FieldStatistics.Figures> known = statistics.of(object, field);
    if (known.isEmpty() || known.get().rows() == 0) {
      return guess(field);
    }
    FieldStatistics.Figures figures = known.get();
    double rows = figures.rows();
    if (value instanceof Constant(Object constant, _, _)) {
      if (constant == null) {
        return figures.nulls() / rows;
      }
      Long count = figures.common().get(FieldJson.text(constant));
      if (count != null) {
        return count / rows;
      }
    }
    long rest = Math.max(1, figures.distinct() - figures.common().size());
    long common = figures.common().values().stream().mapToLong(Long::longValue).sum();
    return Math.max(0, rows - figures.nulls() - common) / rest / rows;
  }

  private static double guess(FieldModel field) {
    if (field.definition().mustBeUnique() || field.name().equals("id")) {
      return 0.000_001;
    }
    return switch (field.type()) {
      case FieldType.Bool _ -> UNKNOWN;
      case FieldType.Picklist _ -> 1.0 / Math.max(2, field.choices().size());
      default -> 0.001;
    };
  }

  private double call(Expression.Call call) {
    return switch (call.function()) {
      case ISPICKVAL -> equal(call.argument(0), call.argument(1));
      case IN ->
          Math.min(
              1,
              call.arguments().stream()
                  .skip(1)
                  .mapToDouble(item -> equal(call.argument(0), item))
                  .sum());
      case ISBLANK -> {
        FieldModel field = ownField(call.argument(0));
        yield field == null
            ? UNKNOWN
            : statistics
                .of(object, field)
                .filter(it -> it.rows() > 0)
                .map(it -> (double) it.nulls() / it.rows())
                .orElse(0.2);
      }
      case LIKE, CONTAINS, BEGINS, INCLUDES -> TEXT_PATTERN;
      default -> UNKNOWN;
    };
  }
}
