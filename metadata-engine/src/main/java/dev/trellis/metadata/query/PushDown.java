package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Expression;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayDeque;
import java.util.Optional;

/** Whether an expression can be worked out by PostgreSQL, and what in it cannot. */
public final class PushDown {
  private PushDown() {}

  /** The first thing that PostgreSQL cannot do, with its place; empty when it can do all of it. */
  public static Optional<Violation> obstacle(Expression expression) {
    var open = new ArrayDeque<Expression>();
    open.push(expression);
    while (!open.isEmpty()) {
      Expression next = open.pop();
      if (next instanceof Expression.Call call && !isKnown(call)) {
        return Optional.of(violation(call));
      }
      next.children().reversed().forEach(open::push);
    }
    return Optional.empty();
  }

  private static Violation violation(Expression.Call call) {
    return Violation.of(
        "",
        "formula_not_in_filters",
        "what",
        call.function().wire(),
        "position",
        call.at().offset(),
        "line",
        call.at().line(),
        "column",
        call.at().column());
  }

  private static boolean isKnown(Expression.Call call) {
    return switch (call.function()) {
      // Java's regular expressions are not PostgreSQL's.
      case REGEX -> false;
      // PostgreSQL rewrites numbers and spaces of the JSON that it reads.
      case JSONVALUE, JSONPATHVALUE -> false;
      // A stored record has no past.
      case ISNEW, ISCLONE, ISCHANGED, PRIORVALUE -> false;
      case ISBLANK,
          ISNULL,
          BLANKVALUE,
          NULLVALUE,
          IF,
          CASE,
          IFERROR,
          IN,
          LIKE,
          ISPICKVAL,
          INCLUDES,
          PICKLISTCOUNT,
          CONTAINS,
          BEGINS,
          TEXT_OF,
          LEN,
          LEFT,
          RIGHT,
          MID,
          SUBSTR,
          FIND,
          SUBSTITUTE,
          LPAD,
          RPAD,
          TRIM,
          INITCAP,
          UPPER,
          LOWER,
          FORMATCURRENCY,
          REVERSE,
          CHR,
          ASCII,
          VALUE,
          ISNUMBER,
          CASESAFEID,
          HTMLENCODE,
          JSENCODE,
          JSINHTMLENCODE,
          URLENCODE,
          BR,
          HYPERLINK,
          IMAGE,
          ABS,
          ROUND,
          TRUNC,
          CEILING,
          FLOOR,
          MCEILING,
          MFLOOR,
          MOD,
          MAX,
          MIN,
          SQRT,
          EXP,
          LN,
          LOG,
          PI,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          ATAN,
          ATAN2,
          TODAY,
          NOW,
          TIMENOW,
          DATE_OF,
          DATEVALUE,
          DATETIMEVALUE,
          TIMEVALUE,
          YEAR,
          MONTH,
          DAY,
          WEEKDAY,
          DAYOFYEAR,
          ISOWEEK,
          ISOYEAR,
          ADDMONTHS,
          HOUR,
          MINUTE,
          SECOND,
          MILLISECOND,
          UNIXTIMESTAMP,
          FROMUNIXTIME,
          FORMATDURATION,
          GEOLOCATION,
          DISTANCE ->
          true;
    };
  }
}
