package dev.trellis.runtime.formula;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.evaluation.TryOut;
import java.util.List;
import java.util.Random;

/** Well-typed formulas over a fixed set of columns, and rows that fit them, by a seed. */
final class RandomFormulas {
  static final List<TryOut.Column> COLUMNS =
      List.of(
          new TryOut.Column("$Organization.Currency", "text", null),
          new TryOut.Column("n", "number", null),
          new TryOut.Column("m", "currency", null),
          new TryOut.Column("p", "percent", null),
          new TryOut.Column("t", "text", null),
          new TryOut.Column("u", "text", null),
          new TryOut.Column("b", "boolean", null),
          new TryOut.Column("d", "date", null),
          new TryOut.Column("e", "date", null),
          new TryOut.Column("x", "datetime", null),
          new TryOut.Column("y", "datetime", null),
          new TryOut.Column("c", "time", null),
          new TryOut.Column("k", "picklist", null),
          new TryOut.Column("l", "multi_picklist", null),
          new TryOut.Column("g", "geolocation", null),
          new TryOut.Column("f", "number", "IF(b, n / m, ROUND(n * p, 2))"),
          new TryOut.Column("h", "text", "t & UPPER(u)"));

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "3",
          "0.5",
          "2.5",
          "-2.5",
          "7",
          "10",
          "12.345",
          "100",
          "0.1",
          "1000000",
          "99999999999999.99",
          "0.000000000000001",
          "365",
          "86400",
          "31",
          "-400");
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "abc",
          "ABC",
          " padded ",
          "Straße",
          "ΣΑΣ",
          "客户关系",
          "😀 x😀",
          "12.5",
          "1e3",
          "x",
          "2024-02-29",
          "2023-02-29",
          "2024-1-5 3:4:5",
          "12:30:15.250",
          "a,b;c",
          "<b>\"&'",
          "{\"a\":{\"b\":[1.50,\"z\",null]},\"c\":100.0}",
          "ǆur ﬁn",
          "İstanbul",
          "a\nb",
          "001000000000AbC",
          "%_\\");
  private static final List<String> LITERALS =
      List.of("", " ", "a", "b", "abc", "客", "😀", "A", "1", ".", "-", "ab");
  private static final List<String> PATTERNS =
      List.of(
          "a*",
          "[a-z]+",
          ".*",
          "\\\\d+(\\\\.\\\\d+)?",
          "(a|b|c)*",
          "[^,]+,.*",
          "a{1,3}.?",
          "^\\\\w+$",
          "\\\\s*\\\\S+\\\\s*",
          "(ab?c?)+",
          "客.*",
          "a.b",
          "[\\\\w-]+",
          "[^\\\\s.]*");
  private static final List<String> DATES =
      List.of(
          "2024-02-29",
          "2023-12-31",
          "2024-01-01",
          "1970-01-01",
          "1899-12-31",
          "0001-01-01",
          "9999-12-31",
          "2026-03-29",
          "2000-06-15");
  private static final List<String> MOMENTS =
      List.of(
          "2024-02-29T23:59:59Z",
          "1969-12-31T23:59:59.999Z",
          "2026-03-08T06:59:59Z",
          "2024-11-03T05:30:00Z",
          "0001-01-01T00:00:00Z",
          "9999-12-31T23:59:59Z",
          "2024-06-15T16:00:00.123456Z",
          "1900-01-01T00:00:00Z");
  private static final List<String> TIMES =
      List.of("00:00", "23:59:59.999", "12:30:15.250", "06:07:08", "12:00:00.000001");

  private final Random random;

  RandomFormulas(long seed) {
    random = new Random(seed);
  }

  record Formula(String type, String source) {}

  Formula next() {
    int depth = 1 + random.nextInt(4);
    return switch (random.nextInt(6)) {
      case 0 -> new Formula("number", number(depth));
      case 1 -> new Formula("text", text(depth));
      case 2 -> new Formula("boolean", bool(depth));
      case 3 -> new Formula("date", date(depth));
      case 4 -> new Formula("datetime", moment(depth));
      default -> new Formula("time", time(depth));
    };
  }

  ObjectNode row() {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    for (TryOut.Column column : COLUMNS) {
      if (column.formula() == null && random.nextInt(6) > 0) {
        put(row, column);
      }
    }
    return row;
  }

  private void put(ObjectNode row, TryOut.Column column) {
    switch (column.type()) {
      case "boolean" -> row.put(column.name(), random.nextBoolean());
      case "date" -> row.put(column.name(), pick(DATES));
      case "datetime" -> row.put(column.name(), pick(MOMENTS));
      case "time" -> row.put(column.name(), pick(TIMES));
      case "picklist" -> row.put(column.name(), pick(List.of("a", "b", "客")));
      case "multi_picklist" -> row.putArray(column.name()).add("a").add("b");
      case "geolocation" ->
          row.putObject(column.name())
              .put("latitude", random.nextInt(-90, 91))
              .put("longitude", random.nextInt(-180, 181));
      case "text" -> row.put(column.name(), pick(TEXTS));
      default -> row.put(column.name(), pick(NUMBERS));
    }
  }

  private String number(int depth) {
    if (depth == 0) {
      return pick(List.of("n", "m", "p", "f", literal(), literal(), "NULL + 1"));
    }
    int d = depth - 1;
    return switch (random.nextInt(44)) {
      case 0, 1 -> "(" + number(d) + " + " + number(d) + ")";
      case 2, 3 -> "(" + number(d) + " - " + number(d) + ")";
      case 4, 5 -> "(" + number(d) + " * " + number(d) + ")";
      case 6, 7 -> "(" + number(d) + " / " + number(d) + ")";
      case 8 ->
          "("
              + number(d)
              + " ^ "
              + pick(List.of("2", "3", "-1", "-3", "10", "0", "0.5", "64"))
              + ")";
      case 9 -> "-" + number(d);
      case 10 -> "ABS(" + number(d) + ")";
      case 11 -> "ROUND(" + number(d) + ", " + pick(List.of("0", "2", "-2", "5", "1.9")) + ")";
      case 12 -> "TRUNC(" + number(d) + ", " + pick(List.of("0", "2", "-2", "5")) + ")";
      case 13 -> pick(List.of("CEILING", "FLOOR", "MCEILING", "MFLOOR")) + "(" + number(d) + ")";
      case 14 -> "MOD(" + number(d) + ", " + number(d) + ")";
      case 15 ->
          pick(List.of("MAX", "MIN")) + "(" + number(d) + ", " + number(d) + ", " + number(d) + ")";
      case 16 -> "SQRT(" + number(d) + ")";
      // These are exact to some digits only, in every engine.
      case 17 -> "ROUND(EXP(MOD(" + number(d) + ", 5)), 8)";
      case 18 -> "ROUND(" + pick(List.of("LN", "LOG")) + "(MOD(" + number(d) + ", 1000)), 8)";
      case 19 ->
          "ROUND("
              + pick(List.of("SIN", "COS", "ATAN", "ASIN", "ACOS"))
              + "(MOD("
              + number(d)
              + ", 3)), 8)";
      case 20 -> "ROUND(ATAN2(" + number(d) + ", " + number(d) + "), 8) + PI()";
      case 21 -> "LEN(" + text(d) + ")";
      case 22 -> "FIND(" + text(d) + ", " + text(d) + ", " + number(d) + ")";
      case 23 -> "VALUE(" + text(d) + ")";
      case 24 -> "ASCII(" + text(d) + ")";
      case 25 ->
          pick(List.of("YEAR", "MONTH", "DAY", "WEEKDAY", "DAYOFYEAR", "ISOWEEK", "ISOYEAR"))
              + "("
              + date(d)
              + ")";
      case 26 -> pick(List.of("HOUR", "MINUTE", "SECOND", "MILLISECOND")) + "(" + time(d) + ")";
      case 27 -> pick(List.of("ISOWEEK", "ISOYEAR", "UNIXTIMESTAMP")) + "(" + moment(d) + ")";
      case 28 -> "UNIXTIMESTAMP(" + (random.nextBoolean() ? date(d) : time(d)) + ")";
      case 29 -> "(" + date(d) + " - " + date(d) + ")";
      case 30 -> "(" + moment(d) + " - " + moment(d) + ")";
      case 31 -> "(" + time(d) + " - " + time(d) + ")";
      case 32 -> "PICKLISTCOUNT(l)";
      case 33 -> "ROUND(DISTANCE(g, GEOLOCATION(" + number(d) + ", " + number(d) + "), \"km\"), 6)";
      case 34 -> "IFERROR(" + number(d) + ", " + number(d) + ")";
      case 35 ->
          "CASE(" + number(d) + ", " + number(d) + ", " + number(d) + ", 1, " + number(d) + ", "
              + number(d) + ")";
      case 36 -> "CASE(k, \"a\", " + number(d) + ", \"b\", 2, NULL)";
      case 37 ->
          pick(List.of("BLANKVALUE", "NULLVALUE")) + "(" + number(d) + ", " + number(d) + ")";
      default -> "IF(" + bool(d) + ", " + number(d) + ", " + number(d) + ")";
    };
  }

  private String text(int depth) {
    if (depth == 0) {
      return pick(List.of("t", "u", "h", "TEXT(k)", quoted(), quoted()));
    }
    int d = depth - 1;
    return switch (random.nextInt(34)) {
      case 0, 1 -> "(" + text(d) + " & " + text(d) + ")";
      case 2 -> "TEXT(" + number(d) + ")";
      case 3 -> "TEXT(" + date(d) + ")";
      case 4 -> "TEXT(" + moment(d) + ")";
      case 5 -> "TEXT(" + time(d) + ")";
      case 6 -> pick(List.of("LEFT", "RIGHT")) + "(" + text(d) + ", " + small() + ")";
      case 7 -> "MID(" + text(d) + ", " + small() + ", " + small() + ")";
      case 8 -> "SUBSTR(" + text(d) + ", " + small() + ")";
      case 9 -> "SUBSTITUTE(" + text(d) + ", " + quoted() + ", " + text(d) + ")";
      case 10 -> pick(List.of("LPAD", "RPAD")) + "(" + text(d) + ", " + small() + ")";
      case 11 ->
          pick(List.of("LPAD", "RPAD")) + "(" + text(d) + ", " + small() + ", " + text(d) + ")";
      case 12 ->
          pick(List.of("TRIM", "UPPER", "LOWER", "INITCAP", "REVERSE")) + "(" + text(d) + ")";
      case 13 -> pick(List.of("UPPER", "LOWER")) + "(" + text(d) + ", \"tr_TR\")";
      case 14 -> "CHR(" + number(d) + ")";
      case 15 ->
          pick(List.of("HTMLENCODE", "JSENCODE", "JSINHTMLENCODE", "URLENCODE"))
              + "("
              + text(d)
              + ")";
      case 16 -> "HYPERLINK(" + text(d) + ", " + text(d) + ")";
      case 17 -> "IMAGE(" + text(d) + ", " + text(d) + ", 10, " + number(d) + ")";
      case 18 ->
          "FORMATCURRENCY("
              + pick(List.of("\"EUR\"", "\"JPY\"", "NULL", "\"KWD\"", "\"nope\""))
              + ", "
              + number(d)
              + ")";
      case 19 -> "JSONVALUE(" + text(d) + ", " + pick(List.of("\"a\"", "\"c\"", "\"x\"")) + ")";
      case 20 ->
          "JSONPATHVALUE("
              + text(d)
              + ", "
              + pick(List.of("\"$\"", "\"$.a.b[0]\"", "\"$['a']\"", "\"$.c\"", "\"a\"", "\"$x\""))
              + ")";
      case 21 -> "FORMATDURATION(" + number(d) + ", " + bool(0) + ")";
      case 22 -> "FORMATDURATION(" + moment(d) + ", " + moment(d) + ")";
      case 23 -> "FORMATDURATION(" + time(d) + ", " + time(d) + ")";
      case 24 -> "CASESAFEID(" + text(d) + ")";
      case 25 -> "BLANKVALUE(" + text(d) + ", " + text(d) + ")";
      case 26 -> "CASE(" + text(d) + ", " + text(d) + ", " + text(d) + ", " + text(d) + ")";
      case 27 -> "IFERROR(" + text(d) + ", " + text(d) + ")";
      default -> "IF(" + bool(d) + ", " + text(d) + ", " + text(d) + ")";
    };
  }

  private String bool(int depth) {
    if (depth == 0) {
      return pick(
          List.of("b", "TRUE", "FALSE", "ISBLANK(t)", "ISPICKVAL(k, \"a\")", "INCLUDES(l, \"b\")"));
    }
    int d = depth - 1;
    String operator = pick(List.of("=", "<>", "<", "<=", ">", ">="));
    return switch (random.nextInt(20)) {
      case 0 -> "(" + number(d) + " " + operator + " " + number(d) + ")";
      case 1 -> "(" + text(d) + " " + operator + " " + text(d) + ")";
      case 2 -> "(" + date(d) + " " + operator + " " + date(d) + ")";
      case 3 -> "(" + moment(d) + " " + operator + " " + moment(d) + ")";
      case 4 -> "(" + time(d) + " " + operator + " " + time(d) + ")";
      case 5 -> "AND(" + bool(d) + ", " + bool(d) + ", " + bool(d) + ")";
      case 6 -> "(" + bool(d) + " || " + bool(d) + ")";
      case 7 -> "NOT(" + bool(d) + ")";
      case 8 -> pick(List.of("ISBLANK", "ISNULL")) + "(" + number(d) + ")";
      case 9 -> pick(List.of("ISBLANK", "ISNULL")) + "(" + text(d) + ")";
      case 10 -> pick(List.of("CONTAINS", "BEGINS")) + "(" + text(d) + ", " + text(d) + ")";
      case 11 -> "ISNUMBER(" + text(d) + ")";
      case 12 -> "REGEX(" + text(d) + ", \"" + pick(PATTERNS) + "\")";
      case 13 ->
          text(d)
              + " LIKE "
              + pick(List.of("\"a%\"", "\"%b_\"", "\"_\"", "\"%\"", "\"%客%\"", "\"\\\\%%\""));
      case 14 -> number(d) + " IN (" + number(d) + ", 1, " + number(d) + ")";
      case 15 -> "ISBLANK(l)";
      case 16 -> "(k = " + quoted() + ")";
      case 17 -> "(" + bool(d) + " = " + bool(d) + ")";
      default -> bool(d);
    };
  }

  private String date(int depth) {
    if (depth == 0) {
      return pick(List.of("d", "e", "TODAY()", "DATE(2024, 2, 29)"));
    }
    int d = depth - 1;
    return switch (random.nextInt(9)) {
      case 0 -> "(" + date(d) + " + " + number(d) + ")";
      case 1 -> "(" + date(d) + " - " + number(d) + ")";
      case 2 -> "DATE(" + number(d) + ", " + number(d) + ", " + number(d) + ")";
      case 3 -> "DATEVALUE(" + text(d) + ")";
      case 4 -> "DATEVALUE(" + moment(d) + ")";
      case 5 -> "ADDMONTHS(" + date(d) + ", " + number(d) + ")";
      case 6 -> "BLANKVALUE(" + date(d) + ", " + date(d) + ")";
      case 7 -> "IFERROR(" + date(d) + ", NULL)";
      default -> "IF(" + bool(d) + ", " + date(d) + ", " + date(d) + ")";
    };
  }

  private String moment(int depth) {
    if (depth == 0) {
      return pick(List.of("x", "y", "NOW()"));
    }
    int d = depth - 1;
    return switch (random.nextInt(8)) {
      case 0 -> "(" + moment(d) + " + " + number(d) + ")";
      case 1 -> "(" + moment(d) + " - " + number(d) + ")";
      case 2 -> "DATETIMEVALUE(" + text(d) + ")";
      case 3 -> "DATETIMEVALUE(" + date(d) + ")";
      case 4 -> "ADDMONTHS(" + moment(d) + ", " + number(d) + ")";
      case 5 -> "FROMUNIXTIME(" + number(d) + ")";
      case 6 -> "IFERROR(" + moment(d) + ", x)";
      default -> "IF(" + bool(d) + ", " + moment(d) + ", " + moment(d) + ")";
    };
  }

  private String time(int depth) {
    if (depth == 0) {
      return pick(List.of("c", "TIMENOW()", "TIMEVALUE(\"12:30:15.250\")"));
    }
    int d = depth - 1;
    return switch (random.nextInt(6)) {
      case 0 -> "(" + time(d) + " + " + number(d) + ")";
      case 1 -> "(" + time(d) + " - " + number(d) + ")";
      case 2 -> "TIMEVALUE(" + text(d) + ")";
      case 3 -> "TIMEVALUE(" + moment(d) + ")";
      case 4 -> "IFERROR(" + time(d) + ", c)";
      default -> "IF(" + bool(d) + ", " + time(d) + ", " + time(d) + ")";
    };
  }

  private String literal() {
    String number = pick(NUMBERS);
    return number.startsWith("-") ? "(" + number + ")" : number;
  }

  private String small() {
    return pick(List.of("0", "1", "2", "3", "5", "12", "(-2)", "2.9", "n"));
  }

  private String quoted() {
    return "\"" + pick(LITERALS) + "\"";
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
