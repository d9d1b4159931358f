package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.Function;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;

/** Functions as SQL. */
final class FunctionSql {
  private final ExpressionSql expressions;
  private final Parameters parameters;
  private final String zone;

  FunctionSql(ExpressionSql expressions, Parameters parameters, String zone) {
    this.expressions = expressions;
    this.parameters = parameters;
    this.zone = zone;
  }

  String condition(Expression.Call call, boolean exact) {
    Expression first = call.arguments().isEmpty() ? call : call.argument(0);
    return switch (call.function()) {
      case ISBLANK -> "(" + blankable(first) + " IS NULL)";
      case IN -> expressions.in(call, exact);
      case LIKE -> "(" + value(first) + " COLLATE \"C\" LIKE " + value(call.argument(1)) + ")";
      case CONTAINS -> contains(call);
      case BEGINS -> begins(call);
      case ISPICKVAL -> equalsText(first, call.argument(1), exact);
      case INCLUDES -> includes(first, call.argument(1));
      case IF -> ifElse(call);
      case BLANKVALUE -> value(call);
      default -> throw new IllegalStateException(call.function() + " is no condition in SQL");
    };
  }

  String value(Expression.Call call) {
    Function function = call.function();
    return switch (function) {
      case BLANKVALUE ->
          "coalesce(" + value(call.argument(0)) + ", " + value(call.argument(1)) + ")";
      case IF -> ifElse(call);
      case TEXT_OF -> text(call.argument(0));
      case LEN -> "coalesce(length(" + value(call.argument(0)) + "), 0)::numeric";
      case ABS -> "abs(" + value(call.argument(0)) + ")";
      case ROUND -> round(call);
      case YEAR -> part("year", call.argument(0));
      case MONTH -> part("month", call.argument(0));
      case DAY -> part("day", call.argument(0));
      case DATE_OF -> date(call);
      case DATEVALUE -> day(call.argument(0));
      default -> throw new IllegalStateException(function + " is no value in SQL");
    };
  }

  private String value(Expression expression) {
    return expressions.value(expression);
  }

  /** What is null when the value is blank. */
  private String blankable(Expression expression) {
    return expression instanceof Expression.Reference reference
        ? expressions.stored(reference).sql()
        : value(expression);
  }

  private String contains(Expression.Call call) {
    Expression text = call.argument(0);
    Expression wanted = call.argument(1);
    if (wanted instanceof Constant(Object part, _, _)) {
      return part == null
          ? "true"
          : "(strpos(" + value(text) + ", " + parameters.add(part, ColumnType.TEXT) + ") > 0)";
    }
    String part = value(wanted);
    return "(" + part + " IS NULL OR strpos(" + value(text) + ", " + part + ") > 0)";
  }

  private String begins(Expression.Call call) {
    Expression text = call.argument(0);
    Expression wanted = call.argument(1);
    if (wanted instanceof Constant(Object prefix, _, _)) {
      if (prefix == null) {
        return "true";
      }
      return text instanceof Expression.Reference reference
          ? expressions.comparison().begins(expressions.stored(reference), (String) prefix)
          : "starts_with(" + value(text) + ", " + value(wanted) + ")";
    }
    String prefix = value(wanted);
    return "(" + prefix + " IS NULL OR starts_with(" + value(text) + ", " + prefix + "))";
  }

  private String equalsText(Expression field, Expression literal, boolean exact) {
    return expressions.condition(
        new Expression.Compare(Expression.Comparison.EQUAL, field, literal, field.at()), exact);
  }

  private String includes(Expression field, Expression literal) {
    Object value = ((Constant) literal).value();
    return value == null
        ? "false"
        : "(coalesce(strpos("
            + value(field)
            + ", "
            + parameters.add(";" + value + ";", ColumnType.TEXT)
            + ") > 0, false))";
  }

  private String ifElse(Expression.Call call) {
    return "(CASE WHEN "
        + expressions.condition(call.argument(0), false)
        + " THEN "
        + value(call.argument(1))
        + " ELSE "
        + value(call.argument(2))
        + " END)";
  }

  private String text(Expression argument) {
    String value = value(argument);
    return switch (argument.type()) {
      case NUMBER -> "trim_scale(" + value + ")::text";
      case DATE -> "to_char(" + value + " AT TIME ZONE 'UTC', 'YYYY-MM-DD')";
      case DATETIME -> "to_char(" + value + " AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS\"Z\"')";
      case TIME ->
          "to_char(make_interval(secs => ("
              + value
              + " / 1000.0)::double precision), 'HH24:MI:SS.MS')";
      case TEXT, PICKLIST, BOOLEAN, MULTI_PICKLIST, REFERENCE, LOCATION, OPAQUE, NULL -> value;
    };
  }

  /** PostgreSQL rounds numeric ties away from zero, as the language does. */
  private String round(Expression.Call call) {
    String digits = "least(greatest(trunc(" + value(call.argument(1)) + "), -100), 100)::int";
    return "round(" + value(call.argument(0)) + ", " + digits + ")";
  }

  private String part(String part, Expression date) {
    return "extract(" + part + " FROM " + value(date) + " AT TIME ZONE 'UTC')";
  }

  private String day(Expression argument) {
    if (argument.type() == ValueType.DATETIME) {
      String local = value(argument) + " AT TIME ZONE " + parameters.add(zone, ColumnType.TEXT);
      return "(date_trunc('day', " + local + ") AT TIME ZONE 'UTC')";
    }
    String text = value(argument);
    String pattern = "'^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$'";
    String parts = "split_part(" + text + ", '-', ";
    return "(CASE WHEN "
        + text
        + " ~ "
        + pattern
        + " THEN "
        + checkedDate(parts + "1)::int", parts + "2)::int", parts + "3)::int")
        + " END)";
  }

  private String date(Expression.Call call) {
    return checkedDate(whole(call.argument(0)), whole(call.argument(1)), whole(call.argument(2)));
  }

  private String whole(Expression number) {
    return "least(greatest(trunc(" + value(number) + "), -1), 10000)::int";
  }

  /** Without a value for days that no calendar has. */
  private static String checkedDate(String year, String month, String day) {
    String first = "make_date(" + year + ", " + month + ", 1)";
    return "(CASE WHEN "
        + year
        + " BETWEEN 1 AND 9999 AND "
        + month
        + " BETWEEN 1 AND 12 THEN CASE WHEN "
        + day
        + " BETWEEN 1 AND extract(day FROM "
        + first
        + " + interval '1 month - 1 day') THEN ("
        + first
        + " + ("
        + day
        + " - 1))::timestamp AT TIME ZONE 'UTC' END END)";
  }
}
