package dev.trellis.metadata.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A formula over fields that need not exist, worked out over sample rows: for trying formulas out,
 * and for those who check what we make of them.
 */
public final class TryOut {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final List<Column> columns;
  private final Trees trees;
  private final Map<String, Evaluation> formulas;
  private final Evaluation evaluation;
  private final Result result;
  private final Instant now;
  private final ZoneId zone;

  /**
   * @param type as fields have it: {@code number}, {@code percent}, {@code picklist} …
   * @param formula null for a field with values of its own
   */
  public record Column(String name, String type, @Nullable String formula) {
    /** As bindings name it. */
    public String key() {
      return name.toLowerCase(Locale.ROOT);
    }

    /** What the column is to formulas. */
    public ValueType valueType() {
      return Objects.requireNonNull(SampleValues.type(type));
    }
  }

  /**
   * @param type of the field that the formula would be
   * @param scale places behind the point that results are rounded to; null for all
   */
  public record Result(String type, @Nullable Integer scale) {
    /** What the formula's value is as that of a field. */
    public Outcome of(@Nullable Object value) {
      return new Outcome.Value(finished(value));
    }

    private @Nullable Object finished(@Nullable Object value) {
      if (value instanceof BigDecimal number) {
        BigDecimal shown = type.equals("percent") ? number.multiply(HUNDRED) : number;
        return scale == null ? shown : shown.setScale(scale, RoundingMode.HALF_UP);
      }
      return value == null && type.equals("boolean") ? Boolean.FALSE : value;
    }
  }

  /** What a row comes to. */
  public sealed interface Outcome {
    record Value(@Nullable Object value) implements Outcome {}

    record Error(Violation violation) implements Outcome {}
  }

  /**
   * What other engines than this one work out.
   *
   * @param formulas of columns, by their keys; each reads only columns before it
   * @param expression the formula that is tried out
   */
  public record Trees(Map<String, Expression> formulas, Expression expression, Blanks blanks) {
    public Trees {
      formulas = Collections.unmodifiableMap(new LinkedHashMap<>(formulas));
    }
  }

  private TryOut(List<Column> columns, Trees trees, Result result, Instant now, ZoneId zone) {
    this.columns = List.copyOf(columns);
    this.trees = trees;
    this.formulas = new HashMap<>();
    trees.formulas().forEach((key, tree) -> formulas.put(key, Evaluator.of(tree, trees.blanks())));
    this.evaluation = Evaluator.of(trees.expression(), trees.blanks());
    this.result = result;
    this.now = now;
    this.zone = zone;
  }

  /** Formulas see the columns before them, and all that are named like globals. */
  public static Checked<TryOut> of(
      List<Column> columns,
      String expression,
      Result result,
      Blanks blanks,
      Instant now,
      ZoneId zone) {
    var violations = new ArrayList<Violation>();
    Map<String, ValueType> types = new LinkedHashMap<>();
    Map<String, Expression> formulas = new LinkedHashMap<>();
    List<Integer> order = globalsFirst(columns);
    for (int i : order) {
      Column column = columns.get(i);
      String place = "/fields/" + i;
      ValueType type = SampleValues.type(column.type());
      if (type == null) {
        violations.add(Violation.of(place + "/type", "not_in_list", "value", column.type()));
      } else if (types.containsKey(column.key())) {
        violations.add(Violation.of(place + "/name", "duplicate_name", "name", column.name()));
      } else {
        if (column.formula() != null) {
          check(types, zone, column.formula(), type, place + "/formula", violations)
              .ifPresent(tree -> formulas.put(column.key(), tree));
        }
        types.put(column.key(), type);
      }
    }
    ValueType wanted = SampleValues.type(result.type());
    if (wanted == null) {
      violations.add(Violation.of("/returns", "not_in_list", "value", result.type()));
    }
    if (!violations.isEmpty()) {
      return Checked.refused(violations);
    }
    return check(types, zone, expression, Objects.requireNonNull(wanted), "/expression", violations)
        .<Checked<TryOut>>map(
            tree ->
                Checked.valid(
                    new TryOut(
                        order.stream().map(columns::get).toList(),
                        new Trees(formulas, tree, blanks),
                        result,
                        now,
                        zone)))
        .orElseGet(() -> Checked.refused(violations));
  }

  private static List<Integer> globalsFirst(List<Column> columns) {
    return IntStream.range(0, columns.size())
        .boxed()
        .sorted(Comparator.comparing(i -> !columns.get(i).name().startsWith("$")))
        .toList();
  }

  private static Optional<Expression> check(
      Map<String, ValueType> types,
      ZoneId zone,
      String formula,
      ValueType wanted,
      String place,
      List<Violation> violations) {
    return switch (Expressions.check(types, zone, formula, wanted)) {
      case Checked.Valid<Expression>(Expression tree) -> Optional.of(tree);
      case Checked.Refused<Expression>(List<Violation> found) -> {
        found.forEach(violation -> violations.add(violation.under(place)));
        yield Optional.empty();
      }
    };
  }

  /** The type of an expression over columns, whatever it yields unless a type is asked for. */
  public static Checked<Expression> check(
      List<Column> columns, String expression, @Nullable String returns) {
    var violations = new ArrayList<Violation>();
    Map<String, ValueType> types = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      ValueType type = SampleValues.type(columns.get(i).type());
      if (type == null) {
        violations.add(
            Violation.of("/fields/" + i + "/type", "not_in_list", "value", columns.get(i).type()));
      } else {
        types.put(columns.get(i).key(), type);
      }
    }
    return violations.isEmpty()
        ? Expressions.checkAnywhere(types, ZoneOffset.UTC, expression, resultType(returns))
        : Checked.refused(violations);
  }

  /** What fields of a type are to formulas; null for any when no type is named. */
  public static @Nullable ValueType resultType(@Nullable String returns) {
    if (returns == null) {
      return null;
    }
    ValueType type = SampleValues.type(returns);
    if (type == null) {
      throw PlatformException.invalid(Violation.of("/returns", "not_in_list", "value", returns));
    }
    return type;
  }

  /** Members that are no column are passed over; a value that does not fit its type is an error. */
  public Outcome over(JsonNode row) {
    try {
      return outcome(evaluation.over(new RowInputs(row)));
    } catch (EvaluationException e) {
      return new Outcome.Error(e.violation());
    }
  }

  public Trees trees() {
    return trees;
  }

  public List<Column> columns() {
    return columns;
  }

  public Instant now() {
    return now;
  }

  public ZoneId zone() {
    return zone;
  }

  /**
   * The values that a row has for columns without a formula, by their keys.
   *
   * @throws EvaluationException when one does not fit its column
   */
  public Map<String, @Nullable Object> read(JsonNode row) {
    Map<String, JsonNode> members = new HashMap<>();
    row.properties()
        .forEach(it -> members.put(it.getKey().toLowerCase(Locale.ROOT), it.getValue()));
    Map<String, @Nullable Object> values = new HashMap<>();
    for (Column column : columns) {
      JsonNode given = members.get(column.key());
      if (column.formula() == null) {
        values.put(column.key(), given == null ? null : SampleValues.read(column, given));
      }
    }
    return values;
  }

  /** What the formula's value is as that of a field. */
  public Outcome outcome(@Nullable Object value) {
    return result.of(value);
  }

  Result result() {
    return result;
  }

  private final class RowInputs implements Inputs {
    private final Map<String, @Nullable Object> values;
    private final Map<String, EvaluationException> errors = new HashMap<>();

    /** Formulas are worked out once, in order: chains neither repeat work nor go deep. */
    RowInputs(JsonNode row) {
      values = TryOut.this.read(row);
      for (Column column : columns) {
        Evaluation formula = formulas.get(column.key());
        if (formula != null) {
          work(column.key(), formula);
        }
      }
    }

    private void work(String name, Evaluation formula) {
      try {
        values.put(name, formula.over(this));
      } catch (EvaluationException e) {
        errors.put(name, e);
      }
    }

    @Override
    public @Nullable Object read(Binding binding) {
      EvaluationException error = errors.get(binding.text());
      if (error != null) {
        throw error;
      }
      return values.get(binding.text());
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public ZoneId zone() {
      return zone;
    }
  }
}
