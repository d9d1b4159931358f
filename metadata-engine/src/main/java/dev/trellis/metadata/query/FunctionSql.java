package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expression.Constant;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import java.util.StringJoiner;

/**
 * Functions as SQL; those named {@code formula_…} come with the schema (V15). A function that gives
 * null as soon as an argument is null needs no more care; the others guard against arguments that
 * could not be worked out.
 */
final class FunctionSql {
  private static final String ALL = Integer.toString(Integer.MAX_VALUE);

  private final ExpressionSql expressions;
  private final FailureSql failures;
  private final ChoiceSql choices;
  private final Parameters parameters;
  private final String zone;

  FunctionSql(ExpressionSql expressions, FailureSql failures, Parameters parameters, String zone) {
    this.expressions = expressions;
    this.failures = failures;
    this.choices = new ChoiceSql(expressions, failures, parameters);
    this.parameters = parameters;
    this.zone = zone;
  }

  /** For functions that give true or false; where indexes can serve, in the form that they know. */
  String condition(Expression.Call call, boolean exact) {
    return switch (call.function()) {
      case IN -> choices.in(call, exact);
      case BEGINS -> choices.begins(call);
      case ISPICKVAL -> choices.isPicked(call, exact);
      default -> value(call);
    };
  }

  String value(Expression.Call call) {
    return switch (call.function()) {
      case ISBLANK -> choices.isBlank(call, true);
      case ISNULL -> choices.isBlank(call, false);
      case BLANKVALUE -> choices.blankValue(call, true);
      case NULLVALUE -> choices.blankValue(call, false);
      case IF -> choices.ifElse(call);
      case CASE -> choices.select(call);
      case IFERROR -> choices.ifError(call);
      case IN -> choices.in(call, true);
      case LIKE -> like(call);
      case ISPICKVAL -> choices.isPicked(call, true);
      case INCLUDES -> choices.includes(call);
      case PICKLISTCOUNT -> choices.count(call);
      case CONTAINS -> choices.contains(call);
      case BEGINS -> choices.begins(call);
      case TEXT_OF -> text(call.argument(0));
      case LEN -> guarded(call, "coalesce(formula_length(" + value(call, 0) + "), 0)::numeric");
      case LEFT -> of("formula_left", call);
      case RIGHT -> of("formula_right", call);
      case MID -> of("formula_middle", call);
      case SUBSTR -> of("formula_from", call, ALL);
      case FIND ->
          guarded(
              call,
              "coalesce(formula_find("
                  + value(call, 0)
                  + ", "
                  + value(call, 1)
                  + ", coalesce("
                  + valueOr(call, 2, "1")
                  + ", 1)), 0)::numeric");
      case SUBSTITUTE ->
          guarded(
              call,
              "formula_substitute("
                  + value(call, 0)
                  + ", "
                  + value(call, 1)
                  + ", coalesce("
                  + value(call, 2)
                  + ", ''))");
      case LPAD -> pad(call, true);
      case RPAD -> pad(call, false);
      case TRIM -> "nullif(btrim(" + value(call, 0) + ", ' '), '')";
      case UPPER -> inCase("formula_upper", call);
      case LOWER -> inCase("formula_lower", call);
      case INITCAP -> "initcap(" + value(call, 0) + " COLLATE \"pg_c_utf8\")";
      case REVERSE -> of("reverse", call);
      case CHR -> of("formula_character", call);
      case ASCII -> "ascii(" + value(call, 0) + ")::numeric";
      case VALUE -> of("formula_number", call);
      case ISNUMBER -> guarded(call, "coalesce(formula_is_number(" + value(call, 0) + "), false)");
      case CASESAFEID -> "formula_case_safe(" + value(call, 0) + "::text)";
      case HTMLENCODE -> of("formula_html", call);
      case JSENCODE -> of("formula_script", call);
      case JSINHTMLENCODE -> "formula_script(" + of("formula_html", call) + ")";
      case URLENCODE -> of("formula_url", call);
      case BR -> "'<br>'::text";
      case HYPERLINK ->
          guarded(
              call, TextSql.link(value(call, 0), value(call, 1), valueOr(call, 2, "NULL::text")));
      case IMAGE ->
          guarded(
              call,
              TextSql.image(
                  value(call, 0),
                  value(call, 1),
                  valueOr(call, 2, "NULL::numeric"),
                  valueOr(call, 3, "NULL::numeric")));
      case FORMATCURRENCY -> currency(call);
      case CURRENCYRATE ->
          "(CASE WHEN " + value(call, 0) + " = " + value(call, 1) + " THEN 1::numeric END)";
      case ABS -> of("abs", call);
      case ROUND -> of("formula_round", call);
      case TRUNC -> of("formula_trunc", call, "0");
      case CEILING -> of("formula_away_from_zero", call);
      case FLOOR -> of("formula_toward_zero", call);
      case MCEILING -> of("formula_up", call);
      case MFLOOR -> of("formula_down", call);
      case MOD -> of("formula_modulo", call);
      case MAX -> of("formula_max", call);
      case MIN -> of("formula_min", call);
      case SQRT, EXP, LN, LOG, SIN, COS, TAN, ASIN, ACOS, ATAN ->
          "formula_real('" + call.function().wire() + "', " + value(call, 0) + ")";
      case ATAN2 -> of("formula_atan2", call);
      case PI -> "3.14159265358979323846264338327950288420";
      case DATE_OF -> of("formula_date", call);
      case DATEVALUE -> day(call.argument(0));
      case DATETIMEVALUE ->
          call.argument(0).type() == ValueType.TEXT
              ? of("formula_moment_of", call)
              : value(call, 0);
      case TIMEVALUE -> time(call);
      case YEAR -> part("year", call);
      case MONTH -> part("month", call);
      case DAY -> part("day", call);
      // Sunday is 1.
      case WEEKDAY -> "(" + part("dow", call) + " + 1)";
      case DAYOFYEAR -> part("doy", call);
      case ISOWEEK -> part("week", call);
      case ISOYEAR -> part("isoyear", call);
      case ADDMONTHS -> of("formula_add_months", call);
      case HOUR -> "div(" + value(call, 0) + "::numeric, 3600000)";
      case MINUTE -> "mod(div(" + value(call, 0) + "::numeric, 60000), 60)";
      case SECOND -> "mod(div(" + value(call, 0) + "::numeric, 1000), 60)";
      case MILLISECOND -> "mod(trunc(" + value(call, 0) + "::numeric), 1000)";
      case UNIXTIMESTAMP ->
          call.argument(0).type() == ValueType.TIME
              ? "div(" + value(call, 0) + "::numeric, 1000)"
              : "floor(extract(epoch FROM " + value(call, 0) + "))";
      case FROMUNIXTIME -> of("formula_from_unix", call);
      case FORMATDURATION -> duration(call);
      case GEOLOCATION -> guarded(call, of("formula_place", call));
      case DISTANCE -> of("formula_distance", call);
      case REGEX, JSONVALUE, JSONPATHVALUE, VLOOKUP, ISNEW, ISCLONE, ISCHANGED, PRIORVALUE ->
          throw new IllegalStateException(call.function() + " is not pushed down");
      case TODAY, NOW, TIMENOW ->
          throw new IllegalStateException(call.function() + " is a constant here");
    };
  }

  private String value(Expression.Call call, int index) {
    return expressions.value(call.argument(index));
  }

  private String valueOr(Expression.Call call, int index, String missing) {
    return index < call.arguments().size() ? value(call, index) : missing;
  }

  /** A function of all arguments, with what stands for the last one where it is left out. */
  private String of(String name, Expression.Call call, String... missing) {
    var arguments = new StringJoiner(", ");
    for (Expression argument : call.arguments()) {
      arguments.add(expressions.value(argument));
    }
    boolean isComplete = missing.length == 0 || call.arguments().size() > missingAt(call);
    return name + "(" + arguments + (isComplete ? "" : ", " + missing[0]) + ")";
  }

  private static int missingAt(Expression.Call call) {
    return switch (call.function()) {
      case SUBSTR -> 2;
      case TRUNC -> 1;
      default -> throw new IllegalStateException(call.function() + " needs all its arguments");
    };
  }

  private String guarded(Expression.Call call, String sql) {
    return failures.guarded(failures.ofAny(call.arguments()), sql);
  }

  private String like(Expression.Call call) {
    return call.argument(1) instanceof Constant
        ? "(" + value(call, 0) + " COLLATE \"C\" LIKE " + value(call, 1) + ")"
        : of("formula_like", call);
  }

  private String pad(Expression.Call call, boolean isLeft) {
    return guarded(
        call,
        "formula_pad("
            + value(call, 0)
            + ", "
            + value(call, 1)
            + ", "
            + valueOr(call, 2, "' '")
            + ", "
            + isLeft
            + ")");
  }

  private String inCase(String name, Expression.Call call) {
    return guarded(call, name + "(" + value(call, 0) + ", " + valueOr(call, 1, "NULL") + ")");
  }

  /** {@code CHF 1,234.50} */
  private String currency(Expression.Call call) {
    String code = value(call, 0);
    String amount = "formula_amount(" + value(call, 1) + ", formula_places(" + code + "))";
    return guarded(call, "(coalesce(" + value(call, 0) + " || ' ', '') || " + amount + ")");
  }

  private String text(Expression argument) {
    String value = expressions.value(argument);
    return switch (argument.type()) {
      case NUMBER -> "trim_scale(" + value + ")::text";
      case DATE -> "to_char(" + value + " AT TIME ZONE 'UTC', 'YYYY-MM-DD')";
      case DATETIME -> "to_char(" + value + " AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS\"Z\"')";
      case TIME ->
          "to_char(make_interval(secs => (trunc("
              + value
              + ") / 1000.0)::double precision), 'HH24:MI:SS.MS')";
      case TEXT, PICKLIST, BOOLEAN, MULTI_PICKLIST, REFERENCE, LOCATION, OPAQUE, NULL -> value;
    };
  }

  /** Of a date or an instant, in UTC. */
  private String part(String part, Expression.Call call) {
    return "extract(" + part + " FROM " + value(call, 0) + " AT TIME ZONE 'UTC')";
  }

  private String day(Expression argument) {
    String value = expressions.value(argument);
    return switch (argument.type()) {
      case DATETIME ->
          "(date_trunc('day', "
              + value
              + " AT TIME ZONE "
              + parameters.add(zone, ColumnType.TEXT)
              + ") AT TIME ZONE 'UTC')";
      case TEXT -> "formula_date_of(" + value + ")";
      default -> value;
    };
  }

  private String time(Expression.Call call) {
    String value = value(call, 0);
    return switch (call.argument(0).type()) {
      case DATETIME -> "(extract(epoch FROM (" + value + " AT TIME ZONE 'UTC')::time) * 1000)";
      case TEXT -> "formula_time_of(" + value + ")";
      default -> value;
    };
  }

  private String duration(Expression.Call call) {
    String first = value(call, 0);
    String second = valueOr(call, 1, "false");
    return switch (call.argument(0).type()) {
      case TIME ->
          "formula_duration((trunc(" + first + ") - trunc(" + second + ")) / 1000.0, false)";
      case DATETIME -> "formula_duration(extract(epoch FROM " + first + " - " + second + "), true)";
      default -> "formula_duration(" + first + ", " + second + ")";
    };
  }
}
