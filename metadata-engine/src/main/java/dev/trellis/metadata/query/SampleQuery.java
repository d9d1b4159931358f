package dev.trellis.metadata.query;

import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.sdk.error.Violation;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A formula over sample rows in one statement: each column that it reads is an array, each formula
 * among them is worked out once beside it.
 *
 * <pre>
 * SELECT s.n, value, failure FROM unnest($1::int[], $2::numeric[]) AS s (n, c0)
 *   CROSS JOIN LATERAL (SELECT … AS v, … AS f OFFSET 0) f1
 * </pre>
 */
public final class SampleQuery {
  private final TryOut tryOut;
  private final Parameters parameters = new Parameters();
  private final Map<String, Column> columns = new LinkedHashMap<>();

  /**
   * @param failure where a formula among the columns could not be worked out; null for never
   */
  private record Column(Stored stored, @Nullable String failure) {}

  private SampleQuery(TryOut tryOut) {
    this.tryOut = tryOut;
  }

  /** What in the formula, or in one that it reads, PostgreSQL cannot do. */
  public static Optional<Violation> obstacle(TryOut tryOut) {
    var trees = new ArrayList<>(List.of(tryOut.trees().expression()));
    tryOut.trees().formulas().forEach((_, tree) -> trees.add(tree));
    return trees.stream().flatMap(tree -> PushDown.obstacle(tree).stream()).findFirst();
  }

  /**
   * @param rows as {@link TryOut#read} gives them, by their numbers in the answer
   */
  public static SqlFragment of(TryOut tryOut, Map<Integer, Map<String, @Nullable Object>> rows) {
    return new SampleQuery(tryOut).statement(rows);
  }

  /** The row's number in {@link #of}, and what it comes to. */
  public static Map.Entry<Integer, TryOut.Outcome> read(TryOut tryOut, Row row) {
    TryOut.Outcome outcome =
        row.getBoolean(2)
            ? new TryOut.Outcome.Error(Violation.of("", "formula_without_value"))
            : tryOut.outcome(SampleCodec.decoded(row, 1, tryOut.trees().expression().type()));
    return Map.entry(row.getInteger(0), outcome);
  }

  private SqlFragment statement(Map<Integer, Map<String, @Nullable Object>> rows) {
    String from = sources(rows) + formulas();
    ExpressionSql sql = expressions();
    Expression tree = folded(tryOut.trees().expression());
    String value = sql.value(tree);
    String failure = sql.failure(tree);
    return new SqlFragment(
        "SELECT s.n, " + value + ", " + (failure == null ? "false" : failure) + " FROM " + from,
        parameters.values());
  }

  private String sources(Map<Integer, Map<String, @Nullable Object>> rows) {
    var arrays = new ArrayList<String>();
    var names = new ArrayList<String>();
    arrays.add(parameters.add(rows.keySet().toArray(Integer[]::new), "int[]"));
    names.add("n");
    Set<String> wanted = wanted();
    for (TryOut.Column column : tryOut.columns()) {
      if (column.formula() == null && wanted.contains(column.key())) {
        ValueType type = column.valueType();
        String name = "c" + columns.size();
        Object[] values =
            rows.values().stream()
                .map(row -> SampleCodec.encoded(column, row.get(column.key())))
                .toArray();
        ColumnType sqlType = SampleCodec.columnType(type);
        arrays.add(array(values, sqlType));
        names.add(name);
        columns.put(column.key(), new Column(Stored.plain("s." + name, type, sqlType, 0), null));
      }
    }
    return "unnest(" + String.join(", ", arrays) + ") AS s (" + String.join(", ", names) + ")";
  }

  private String array(Object[] values, ColumnType type) {
    Object[] typed =
        switch (type) {
          case TEXT, JSON -> Arrays.copyOf(values, values.length, String[].class);
          case NUMERIC, LONG, INT -> Arrays.copyOf(values, values.length, BigDecimal[].class);
          case TIME -> Arrays.copyOf(values, values.length, OffsetDateTime[].class);
          case BOOL -> Arrays.copyOf(values, values.length, Boolean[].class);
          case UUID -> Arrays.copyOf(values, values.length, UUID[].class);
        };
    return parameters.add(typed, type.sql() + "[]");
  }

  /** One after another: each sees those before it. */
  private String formulas() {
    var joins = new StringBuilder();
    Set<String> wanted = wanted();
    tryOut
        .trees()
        .formulas()
        .forEach(
            (key, tree) -> {
              if (wanted.contains(key)) {
                joins.append(formula(key, folded(tree)));
              }
            });
    return joins.toString();
  }

  private String formula(String key, Expression tree) {
    String alias = "f" + columns.size();
    ExpressionSql sql = expressions();
    String value = sql.value(tree);
    String failure = sql.failure(tree);
    columns.put(
        key,
        new Column(
            Stored.plain(alias + ".v", tree.type(), SampleCodec.resultType(tree.type()), 0),
            failure == null ? null : alias + ".f"));
    // OFFSET 0 keeps PostgreSQL from writing the formula wherever it is read.
    return " CROSS JOIN LATERAL (SELECT "
        + value
        + " AS v"
        + (failure == null ? "" : ", " + failure + " AS f")
        + " OFFSET 0) "
        + alias;
  }

  /** The columns that are read, by the formula or by one that it reads. */
  private Set<String> wanted() {
    Map<String, Expression> formulas = tryOut.trees().formulas();
    Set<String> wanted = new LinkedHashSet<>();
    var open = new ArrayList<>(Expressions.names(tryOut.trees().expression()));
    while (!open.isEmpty()) {
      String name = open.removeLast();
      if (wanted.add(name) && formulas.containsKey(name)) {
        open.addAll(Expressions.names(formulas.get(name)));
      }
    }
    return wanted;
  }

  private Expression folded(Expression tree) {
    return new Folding(tryOut.now(), tryOut.zone()).fold(tree);
  }

  private ExpressionSql expressions() {
    var resolver =
        new ExpressionSql.Resolver() {
          @Override
          public Stored resolve(Binding binding, ValueType type) {
            return column(binding).stored();
          }

          @Override
          public @Nullable String failure(Binding binding) {
            return column(binding).failure();
          }
        };
    return new ExpressionSql(
        resolver, parameters, SqlZone.name(tryOut.zone()), tryOut.trees().blanks());
  }

  private Column column(Binding binding) {
    return Objects.requireNonNull(columns.get(binding.text()));
  }
}
