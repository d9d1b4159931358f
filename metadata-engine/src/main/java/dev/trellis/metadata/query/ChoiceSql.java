package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Functions that make something of blanks, or choose, as SQL. */
final class ChoiceSql {
  private final ExpressionSql expressions;
  private final FailureSql failures;
  private final Parameters parameters;

  ChoiceSql(ExpressionSql expressions, FailureSql failures, Parameters parameters) {
    this.expressions = expressions;
    this.failures = failures;
    this.parameters = parameters;
  }

  private String value(Expression expression) {
    return expressions.value(expression);
  }

  private String guarded(Expression.Call call, String sql) {
    return failures.guarded(failures.ofAny(call.arguments()), sql);
  }

  String isBlank(Expression.Call call, boolean textMayBe) {
    Expression argument = call.argument(0);
    boolean isNever =
        argument instanceof Expression.Reference reference && expressions.isNeverBlank(reference)
            || argument.type() == ValueType.TEXT && !textMayBe;
    return isNever ? "false" : guarded(call, "(" + blankable(argument) + " IS NULL)");
  }

  /** What is null when the value is blank. */
  private String blankable(Expression expression) {
    return expression instanceof Expression.Reference reference
        ? expressions.stored(reference).sql()
        : value(expression);
  }

  String blankValue(Expression.Call call, boolean textMayBe) {
    Expression first = call.argument(0);
    if (first.type() == ValueType.TEXT && !textMayBe) {
      return value(first);
    }
    return failures.guarded(
        failures.of(first), "coalesce(" + value(first) + ", " + value(call.argument(1)) + ")");
  }

  String ifElse(Expression.Call call) {
    Expression condition = call.argument(0);
    return failures.guarded(
        failures.of(condition),
        "(CASE WHEN "
            + expressions.condition(condition)
            + " THEN "
            + value(call.argument(1))
            + " ELSE "
            + value(call.argument(2))
            + " END)");
  }

  String ifError(Expression.Call call) {
    String failure = failures.of(call.argument(0));
    String value = value(call.argument(0));
    return failure == null
        ? value
        : "(CASE WHEN " + failure + " THEN " + value(call.argument(1)) + " ELSE " + value + " END)";
  }

  /** Texts without a value are equal to one another, other blanks to nothing. */
  String select(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    Expression subject = arguments.getFirst();
    String otherwise = value(arguments.getLast());
    if (subject.type() == ValueType.NULL) {
      return guarded(call, otherwise);
    }
    var sql = new StringBuilder("(CASE ").append(key(subject));
    for (int i = 1; i < arguments.size() - 1; i += 2) {
      sql.append(" WHEN ")
          .append(key(arguments.get(i)))
          .append(" THEN ")
          .append(value(arguments.get(i + 1)));
    }
    return guarded(call, sql.append(" ELSE ").append(otherwise).append(" END)").toString());
  }

  private String key(Expression expression) {
    return expression.type().equalsBlank()
        ? "coalesce(" + value(expression) + "::text, '')"
        : value(expression);
  }

  /** {@code IN} over a field and constants only is one index condition. */
  String in(Expression.Call call, boolean exact) {
    Expression subject = call.argument(0);
    List<Expression> items = call.arguments().subList(1, call.arguments().size());
    if (subject.type() == ValueType.NULL) {
      return guarded(call, "false");
    }
    if (subject instanceof Expression.Reference reference
        && reference.type() != ValueType.BOOLEAN
        && expressions.isPlain(reference)
        && items.stream().allMatch(Constant.class::isInstance)) {
      return among(reference, items, exact);
    }
    String list = items.stream().map(this::value).collect(Collectors.joining(", ", "(", ")"));
    return guarded(call, "coalesce(" + value(subject) + " IN " + list + ", false)");
  }

  private String among(Expression.Reference reference, List<Expression> items, boolean exact) {
    List<Object> values =
        items.stream()
            .<@Nullable Object>map(item -> ((Constant) item).value())
            .filter(Objects::nonNull)
            .toList();
    if (values.isEmpty()) {
      return "false";
    }
    String in = expressions.comparison().in(expressions.stored(reference), values);
    return exact ? "coalesce(" + in + ", false)" : in;
  }

  String contains(Expression.Call call) {
    Expression text = call.argument(0);
    Expression wanted = call.argument(1);
    if (wanted instanceof Constant(Object part, _, _)) {
      return part == null
          ? guarded(call, "true")
          : "(strpos(" + value(text) + ", " + parameters.add(part, ColumnType.TEXT) + ") > 0)";
    }
    String part = value(wanted);
    return guarded(call, "(" + part + " IS NULL OR strpos(" + value(text) + ", " + part + ") > 0)");
  }

  String begins(Expression.Call call) {
    Expression text = call.argument(0);
    Expression wanted = call.argument(1);
    if (wanted instanceof Constant(Object prefix, _, _)) {
      if (prefix == null) {
        return guarded(call, "true");
      }
      return text instanceof Expression.Reference reference && expressions.isPlain(reference)
          ? expressions.comparison().begins(expressions.stored(reference), (String) prefix)
          : "starts_with(" + value(text) + ", " + value(wanted) + ")";
    }
    String prefix = value(wanted);
    return guarded(
        call, "(" + prefix + " IS NULL OR starts_with(" + value(text) + ", " + prefix + "))");
  }

  String isPicked(Expression.Call call, boolean exact) {
    return expressions.condition(
        new Expression.Compare(
            Expression.Comparison.EQUAL, call.argument(0), call.argument(1), call.at()),
        exact);
  }

  String includes(Expression.Call call) {
    Object value = ((Constant) call.argument(1)).value();
    return value == null
        ? "false"
        : "(coalesce(strpos("
            + value(call.argument(0))
            + ", "
            + parameters.add(";" + value + ";", ColumnType.TEXT)
            + ") > 0, false))";
  }

  /** {@code ;a;b;} has one mark more than choices. */
  String count(Expression.Call call) {
    String held = value(call.argument(0));
    return guarded(
        call,
        "coalesce(length(" + held + ") - length(replace(" + held + ", ';', '')) - 1, 0)::numeric");
  }
}
