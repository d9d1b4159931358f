package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.Rollup;
import dev.trellis.metadata.storage.Shape;
import dev.trellis.metadata.value.StoredValues;
import dev.trellis.sdk.component.Calculation.Aggregate;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What several roll-ups over the same reference come to, by the records that it refers to:
 *
 * <pre>SELECT r.xr1, count(*) FILTER (WHERE …), sum(r.n2) … WHERE r.xr1 = ANY(ids) GROUP BY 1</pre>
 *
 * Records without a child are not in the answer.
 */
public final class RollupQuery {
  private final QueryScope scope;
  private final Parameters parameters = new Parameters();
  private final Source source;
  private final FieldSql fields;

  private RollupQuery(QueryScope scope, ObjectModel child) {
    this.scope = scope;
    this.source = new Source(scope, child, parameters);
    this.fields = new FieldSql(scope, source, parameters);
  }

  /**
   * @param rollups of the same child and reference, in the order of the answer's columns, which
   *     come after the id
   */
  public static SqlFragment of(QueryScope scope, List<Rollup> rollups, Collection<UUID> ids) {
    var query = new RollupQuery(scope, rollups.getFirst().child());
    return query.statement(rollups, ids);
  }

  private SqlFragment statement(List<Rollup> rollups, Collection<UUID> ids) {
    String via = source.referenceId(Source.BASE, rollups.getFirst().via());
    var columns = new StringBuilder(via);
    rollups.forEach(rollup -> columns.append(", ").append(column(rollup)));
    List<String> where = source.baseConditions(false);
    where.add(via + " = ANY(" + parameters.add(ids.toArray(UUID[]::new), "uuid[]") + ")");
    return new SqlFragment(
        "SELECT "
            + columns
            + " FROM "
            + source.tableSql()
            + " WHERE "
            + String.join(" AND ", where)
            + " GROUP BY 1",
        parameters.values());
  }

  private String column(Rollup rollup) {
    String filter = rollup.where() == null ? "" : " FILTER (WHERE " + condition(rollup) + ")";
    FieldPath path = rollup.gathered();
    if (path == null) {
      return "count(*)" + filter;
    }
    Stored stored = fields.stored(path, path.type());
    int percent = path.field().type() instanceof FieldType.Percent ? 2 : 0;
    return switch (rollup.aggregate()) {
      case COUNT -> "count(" + stored.sql() + ")" + filter;
      case SUM -> GroupColumns.shown("sum(" + stored.sql() + ")" + filter, stored, percent);
      case AVG -> GroupColumns.shown("avg(" + stored.sql() + ")" + filter, stored, percent);
      case MIN, MAX -> rollup.aggregate().wire() + "(" + stored.sql() + ")" + filter;
    };
  }

  private String condition(Rollup rollup) {
    var sql =
        new ExpressionSql(
            Compilation.resolver(fields),
            parameters,
            SqlZone.name(scope.model().settings().timeZone()));
    return sql.condition(new Folding(scope).fold(Objects.requireNonNull(rollup.where())));
  }

  /** The roll-up's value in a row of the answer. */
  public static @Nullable Object value(Rollup rollup, Row row, int column) {
    FieldPath path = rollup.gathered();
    return switch (rollup.aggregate()) {
      case COUNT -> BigDecimal.valueOf(row.getLong(column));
      case SUM, AVG -> number(rollup, row.getBigDecimal(column));
      case MIN, MAX ->
          GroupColumns.reading(Objects.requireNonNull(path), path.type()).read(row, column);
    };
  }

  /** What it is where there is nothing to gather. */
  public static @Nullable Object ofNone(FieldModel field, Aggregate aggregate) {
    if (!aggregate.isZeroOfNone()) {
      return null;
    }
    return field.type() instanceof FieldType.Duration ? Duration.ZERO : BigDecimal.ZERO;
  }

  private static @Nullable Object number(Rollup rollup, @Nullable BigDecimal number) {
    if (number == null) {
      return ofNone(rollup.field(), rollup.aggregate());
    }
    return switch (rollup.field().type()) {
      case FieldType.Duration _ ->
          Duration.ofSeconds(number.setScale(0, RoundingMode.HALF_UP).longValueExact());
      default -> fitting(rollup, number);
    };
  }

  /** A number as the roll-up's field holds it; refused when that has too few digits. */
  public static BigDecimal fitting(Rollup rollup, BigDecimal number) {
    var numeric = (FieldType.Numeric) rollup.field().type();
    BigDecimal rounded = number.setScale(numeric.scale(), RoundingMode.HALF_UP);
    if (numeric.precision() <= Shape.LONG_PRECISION && rounded.precision() > Shape.LONG_PRECISION) {
      throw PlatformException.of(
          ErrorCode.INVALID,
          List.of(
              Violation.of(
                  "",
                  "rollup_out_of_range",
                  "field",
                  rollup.parent().name() + "." + rollup.field().name(),
                  "digits",
                  Shape.LONG_PRECISION)));
    }
    return StoredValues.plain(rounded);
  }
}
