package dev.trellis.runtime.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.evaluation.TryOut;
import java.util.List;
import java.util.Random;

/** Random formulas over columns of every type, and rows for them with many blanks. */
final class RandomFormulas {
  static final List<TryOut.Column> COLUMNS =
      List.of(
          new TryOut.Column("$Organization.Currency", "text", null),
          new TryOut.Column("n1", "number", null),
          new TryOut.Column("n2", "currency", null),
          new TryOut.Column("p", "percent", null),
          new TryOut.Column("t1", "text", null),
          new TryOut.Column("t2", "text", null),
          new TryOut.Column("b", "boolean", null),
          new TryOut.Column("d", "date", null),
          new TryOut.Column("m", "datetime", null),
          new TryOut.Column("c", "time", null),
          new TryOut.Column("choice", "picklist", null),
          new TryOut.Column("choices", "multi_picklist", null),
          new TryOut.Column("ratio", "number", "n1 / n2"),
          new TryOut.Column("is_big", "boolean", "ratio > 1"));

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "2",
          "3",
          "7",
          "0.5",
          "-2.5",
          "12.345",
          "1000000",
          "-0.0001",
          "123456789012345678901234567890.123456789",
          "0.000000000000000000000000012345");
  private static final List<String> TEXTS =
      List.of(
          "Acme",
          "acme",
          "",
          "  a b ",
          "12.5",
          "-3e2",
          "x1",
          "2024-02-29",
          "2023-02-29",
          "Straße",
          "速阳科技",
          "<b>&'\"",
          "2024-01-31 10:20:30",
          "10:20:30.123",
          "100%_",
          "Iıiİ");
  private static final List<String> DATES =
      List.of("2024-02-29", "2023-01-31", "1999-12-31", "0001-01-01", "9999-12-31", "2021-01-03");
  private static final List<String> MOMENTS =
      List.of("2024-02-29T23:59:59Z", "2020-01-01T00:00:00Z", "1969-12-31T12:34:56.789Z");
  private static final List<String> TIMES = List.of("00:00:00.000", "23:59:59.999", "10:20:30.123");

  private final Random random;

  RandomFormulas(long seed) {
    this.random = new Random(seed);
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  ObjectNode row() {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    maybe(row, "n1", NUMBERS);
    maybe(row, "n2", NUMBERS);
    maybe(row, "p", NUMBERS);
    maybe(row, "t1", TEXTS);
    maybe(row, "t2", TEXTS);
    maybe(row, "d", DATES);
    maybe(row, "m", MOMENTS);
    maybe(row, "c", TIMES);
    maybe(row, "choice", List.of("Won", "Lost"));
    maybe(row, "choices", List.of("a;b", "a", "b;c"));
    if (random.nextInt(4) > 0) {
      row.put("b", random.nextBoolean());
    }
    return row;
  }

  private void maybe(ObjectNode row, String name, List<String> values) {
    if (random.nextInt(4) > 0) {
      row.put(name, one(values));
    }
  }

  String of(String type, int depth) {
    return switch (type) {
      case "number" -> number(depth);
      case "text" -> text(depth);
      case "boolean" -> condition(depth);
      case "date" -> date(depth);
      case "datetime" -> moment(depth);
      case "time" -> time(depth);
      default -> throw new IllegalStateException(type);
    };
  }

  private String choose(String type, int depth) {
    int next = depth - 1;
    return switch (random.nextInt(4)) {
      case 0 -> "IF(%s, %s, %s)".formatted(condition(next), of(type, next), of(type, next));
      case 1 -> "BLANKVALUE(%s, %s)".formatted(of(type, next), of(type, next));
      case 2 -> "IFERROR(%s, %s)".formatted(of(type, next), of(type, next));
      default ->
          "CASE(%s, %s, %s, %s, %s, %s)"
              .formatted(
                  number(next),
                  number(next),
                  of(type, next),
                  one(NUMBERS),
                  of(type, next),
                  of(type, next));
    };
  }

  private String number(int depth) {
    if (depth <= 0) {
      return one("n1", "n2", "p", "ratio", one(NUMBERS), "(" + one(NUMBERS) + ")");
    }
    int next = depth - 1;
    return switch (random.nextInt(12)) {
      case 0 -> choose("number", depth);
      case 1, 2, 3 ->
          "(" + number(next) + one(" + ", " - ", " * ", " / ", " / ") + number(next) + ")";
      case 4 -> "(" + number(next) + " ^ " + one("2", "-1", "3", "n1", "0.5", "0") + ")";
      case 5 ->
          one("ABS", "CEILING", "FLOOR", "MCEILING", "MFLOOR", "TRUNC", "-")
              + "("
              + number(next)
              + ")";
      case 6 ->
          one("ROUND", "TRUNC", "MOD", "MAX", "MIN") + "(" + number(next) + ", " + number(0) + ")";
      case 7 -> one("LEN", "VALUE", "ASCII") + "(" + text(next) + ")";
      case 8 -> "FIND(" + text(next) + ", " + text(next) + ", " + one("1", "2", "n1") + ")";
      case 9 ->
          one("YEAR", "MONTH", "DAY", "WEEKDAY", "DAYOFYEAR", "ISOWEEK", "ISOYEAR")
              + "("
              + date(next)
              + ")";
      case 10 ->
          one(
              "(" + date(next) + " - " + date(next) + ")",
              "(" + moment(next) + " - " + moment(next) + ")",
              "(" + time(next) + " - " + time(next) + ")",
              "PICKLISTCOUNT(choices)");
      default ->
          one(
              one("HOUR", "MINUTE", "SECOND", "MILLISECOND", "UNIXTIMESTAMP")
                  + "("
                  + time(next)
                  + ")",
              "UNIXTIMESTAMP(" + moment(next) + ")",
              "SQRT(" + number(next) + ")");
    };
  }

  private String text(int depth) {
    if (depth <= 0) {
      return one("t1", "t2", quoted(one(TEXTS)));
    }
    int next = depth - 1;
    return switch (random.nextInt(11)) {
      case 0 -> choose("text", depth);
      case 1 -> "(" + text(next) + " & " + text(next) + ")";
      case 2 -> one("LEFT", "RIGHT") + "(" + text(next) + ", " + whole() + ")";
      case 3 -> one("MID", "SUBSTR") + "(" + text(next) + ", " + whole() + ", " + whole() + ")";
      case 4 -> "SUBSTITUTE(" + text(next) + ", " + text(next) + ", " + text(next) + ")";
      case 5 -> one("LPAD", "RPAD") + "(" + text(next) + ", " + whole() + ", " + text(next) + ")";
      case 6 ->
          one(
                  "TRIM",
                  "UPPER",
                  "LOWER",
                  "REVERSE",
                  "HTMLENCODE",
                  "JSENCODE",
                  "URLENCODE",
                  "CASESAFEID",
                  "JSINHTMLENCODE")
              + "("
              + text(next)
              + ")";
      case 7 -> "TEXT(" + one(number(next), date(next), moment(next), time(next), "choice") + ")";
      case 8 -> "FORMATDURATION(" + one("n1", "n1, b", "c, c", "m, m") + ")";
      case 9 -> one("HYPERLINK(", "IMAGE(") + text(next) + ", " + text(next) + ")";
      default -> "CHR(" + one("65", "26085", "n1", "0") + ")";
    };
  }

  private String whole() {
    return one("0", "1", "2", "3", "-1", "5", "n1", "10");
  }

  private String condition(int depth) {
    if (depth <= 0) {
      return one(
          "b",
          "is_big",
          "TRUE",
          "n1 > 1",
          "ISPICKVAL(choice, \"Won\")",
          "INCLUDES(choices, \"a\")");
    }
    int next = depth - 1;
    String equality = one(" = ", " <> ", " < ", " <= ", " > ", " >= ");
    return switch (random.nextInt(10)) {
      case 0 -> "(" + number(next) + equality + number(next) + ")";
      case 1 -> "(" + text(next) + equality + text(next) + ")";
      case 2 -> "(" + date(next) + equality + date(next) + ")";
      case 3 -> "(" + moment(next) + equality + moment(next) + ")";
      case 4 -> one("AND(", "OR(") + condition(next) + ", " + condition(next) + ")";
      case 5 -> "NOT(" + condition(next) + ")";
      case 6 ->
          one("ISBLANK(", "ISNULL(")
              + one(number(next), text(next), date(next), "choice", "choices")
              + ")";
      case 7 -> one("CONTAINS(", "BEGINS(") + text(next) + ", " + text(next) + ")";
      case 8 -> "IN(" + number(next) + ", " + number(next) + ", " + number(next) + ")";
      default -> "ISNUMBER(" + text(next) + ")";
    };
  }

  private String date(int depth) {
    if (depth <= 0) {
      return one("d", "TODAY()", "DATE(2024, 2, 29)", "DATE(2024, n1, n2)");
    }
    int next = depth - 1;
    return switch (random.nextInt(5)) {
      case 0 -> choose("date", depth);
      case 1 -> "(" + date(next) + one(" + ", " - ") + number(next) + ")";
      case 2 -> "DATEVALUE(" + one(text(next), moment(next)) + ")";
      case 3 -> "ADDMONTHS(" + date(next) + ", " + number(next) + ")";
      default -> "DATE(" + number(next) + ", " + number(0) + ", " + number(0) + ")";
    };
  }

  private String moment(int depth) {
    if (depth <= 0) {
      return one("m", "NOW()");
    }
    int next = depth - 1;
    return switch (random.nextInt(5)) {
      case 0 -> choose("datetime", depth);
      case 1 -> "(" + moment(next) + one(" + ", " - ") + number(next) + ")";
      case 2 -> "DATETIMEVALUE(" + one(text(next), date(next)) + ")";
      case 3 -> "ADDMONTHS(" + moment(next) + ", " + number(next) + ")";
      default -> "FROMUNIXTIME(" + number(next) + ")";
    };
  }

  private String time(int depth) {
    if (depth <= 0) {
      return one("c", "TIMENOW()");
    }
    int next = depth - 1;
    return switch (random.nextInt(3)) {
      case 0 -> choose("time", depth);
      case 1 -> "(" + time(next) + one(" + ", " - ") + number(next) + ")";
      default -> "TIMEVALUE(" + one(text(next), moment(next)) + ")";
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
