package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Function;

/**
 * When a call has no value in PostgreSQL although its arguments do: the one place that says of each
 * function whether PostgreSQL can do it, and how it fails there.
 */
enum SqlFailure {
  /** PostgreSQL cannot do it as Java does. */
  UNKNOWN,
  /** Never. */
  NONE,
  /** Where the result is blank and no argument is. */
  OF_RESULT,
  /** The same, but only of a text. */
  OF_TEXT,
  /** Where the result is blank and the amount is not. */
  OF_CURRENCY,
  /** Where the wanted length is too much. */
  OF_LENGTH,
  /** Where one coordinate is there and the other is not, or they are nowhere on earth. */
  OF_PLACE,
  /** Where the unit is none. */
  OF_UNIT,
  /** Where the branch that is taken has none. */
  IN_BRANCHES,
  /** Where the first argument is blank and the other has none. */
  IN_SUBSTITUTE,
  /** Where neither argument has one. */
  RECOVERED,
  /** Where the argument has none, and never of a text. */
  UNLESS_TEXT;

  static SqlFailure of(Function function) {
    return switch (function) {
      // Java's regular expressions are not PostgreSQL's.
      case REGEX -> UNKNOWN;
      // PostgreSQL rewrites numbers and spaces of the JSON that it reads.
      case JSONVALUE, JSONPATHVALUE -> UNKNOWN;
      // Only rules look up, and they are asked before anything is stored.
      case VLOOKUP -> UNKNOWN;
      // A stored record has no past.
      case ISNEW, ISCLONE, ISCHANGED, PRIORVALUE -> UNKNOWN;
      case IF -> IN_BRANCHES;
      case BLANKVALUE, NULLVALUE -> IN_SUBSTITUTE;
      case IFERROR -> RECOVERED;
      case ISNULL -> UNLESS_TEXT;
      case SQRT,
          EXP,
          LN,
          LOG,
          ASIN,
          ACOS,
          MOD,
          VALUE,
          DATE_OF,
          ADDMONTHS,
          FROMUNIXTIME,
          CURRENCYRATE ->
          OF_RESULT;
      case DATEVALUE, DATETIMEVALUE, TIMEVALUE -> OF_TEXT;
      case FORMATCURRENCY -> OF_CURRENCY;
      case LPAD, RPAD -> OF_LENGTH;
      case GEOLOCATION -> OF_PLACE;
      case DISTANCE -> OF_UNIT;
      case ISBLANK,
          CASE,
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
          TRIM,
          UPPER,
          LOWER,
          INITCAP,
          REVERSE,
          CHR,
          ASCII,
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
          MAX,
          MIN,
          PI,
          SIN,
          COS,
          TAN,
          ATAN,
          ATAN2,
          TODAY,
          NOW,
          TIMENOW,
          YEAR,
          MONTH,
          DAY,
          WEEKDAY,
          DAYOFYEAR,
          ISOWEEK,
          ISOYEAR,
          HOUR,
          MINUTE,
          SECOND,
          MILLISECOND,
          UNIXTIMESTAMP,
          FORMATDURATION ->
          NONE;
    };
  }
}
