package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Comparison;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.storage.ColumnType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Ids begin with the millisecond of {@code created_at}, so the primary key can narrow a condition
 * on it.
 *
 * <p>{@code created_at > t -> id >= first id of t's millisecond AND created_at > t}
 */
final class CreationTime {
  private static final long RANDOM_BITS = 0xFFFF;
  private static final int RANDOM_LENGTH = 16;

  private CreationTime() {}

  /** The condition to add, if this one is about the time of creation. */
  static Optional<String> narrow(Expression condition, Source source, Parameters parameters) {
    if (source.object().isPlatformObject()
        || !(condition instanceof Expression.Compare(var operator, var left, var right, _))) {
      return Optional.empty();
    }
    if (isCreationTime(left) && right instanceof Constant(Instant time, _, _)) {
      return narrow(operator, time, source, parameters);
    }
    return isCreationTime(right) && left instanceof Constant(Instant time, _, _)
        ? narrow(operator.flipped(), time, source, parameters)
        : Optional.empty();
  }

  private static boolean isCreationTime(Expression expression) {
    return expression instanceof Expression.Reference(Binding.OfField(FieldPath path), _, _)
        && path.steps().isEmpty()
        && path.field().isSystem()
        && path.field().name().equals("created_at");
  }

  private static Optional<String> narrow(
      Comparison operator, Instant time, Source source, Parameters parameters) {
    if (time.isBefore(Instant.EPOCH)) {
      return Optional.empty();
    }
    String id = source.column(Source.BASE, "id");
    return switch (operator) {
      case GREATER, GREATER_OR_EQUAL -> Optional.of(id + " >= " + first(time, parameters));
      case LESS, LESS_OR_EQUAL -> Optional.of(id + " <= " + last(time, parameters));
      case EQUAL ->
          Optional.of(
              id + " BETWEEN " + first(time, parameters) + " AND " + last(time, parameters));
      case NOT_EQUAL -> Optional.empty();
    };
  }

  private static String first(Instant time, Parameters parameters) {
    return parameters.add(new UUID(time.toEpochMilli() << RANDOM_LENGTH, 0), ColumnType.UUID);
  }

  private static String last(Instant time, Parameters parameters) {
    return parameters.add(
        new UUID(time.toEpochMilli() << RANDOM_LENGTH | RANDOM_BITS, -1L), ColumnType.UUID);
  }
}
