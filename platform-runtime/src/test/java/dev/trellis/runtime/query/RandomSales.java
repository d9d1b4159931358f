package dev.trellis.runtime.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.value.Json;
import dev.trellis.metadata.value.ReferenceValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Random records and random formulas over them. Few different values, so that things are equal, and
 * many blanks.
 */
final class RandomSales {
  private static final List<String> TEXTS =
      List.of(
          "Acme",
          "acme",
          "ACME Ltd",
          "Àcme",
          "速阳科技",
          "苏打",
          "西安",
          "先",
          "100%",
          "a_b",
          "Straße",
          "z\\x",
          " lead",
          "é",
          "Жук",
          "жаба",
          "x".repeat(250));
  private static final List<String> PREFIXES =
      List.of("A", "ac", "速", "1", "Ac", "x", "z\\\\", "é", "Ж", "a_");
  private static final List<String> STAGES = List.of("Prospect", "Won", "Lost", "Gone");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "10",
          "10.5",
          "10.005",
          "99.99",
          "0.5",
          "0.125",
          "1000000",
          "3",
          "12345678901234567890123",
          "0.0000001");
  private static final List<String> DATES =
      List.of("2026-03-14", "2026-03-16", "2026-02-28", "2024-02-29", "2025-12-31");
  private static final List<String> TIMES =
      List.of(
          "2026-03-15T20:00:00Z",
          "2026-03-15T16:00:00Z",
          "2026-03-14T15:59:59.999Z",
          "2025-12-31T00:00:00Z");

  private final Random random;
  private final List<UUID> accounts;

  RandomSales(long seed, List<UUID> accounts) {
    this.random = new Random(seed);
    this.accounts = accounts;
  }

  int next(int bound) {
    return random.nextInt(bound);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  void fill(ObjectModel object, Object[] values) {
    for (FieldModel field : object.fields()) {
      if ((!field.isSystem() || field.name().equals("name")) && random.nextInt(10) < 7) {
        values[field.ordinal()] = value(field, object);
      }
    }
  }

  private @Nullable Object value(FieldModel field, ObjectModel object) {
    String name = field.name().startsWith("x_") ? field.name().substring(2) : field.name();
    return switch (name) {
      case "name", "code", "title", "text", "note", "region" -> one(TEXTS);
      case "amount", "budget" ->
          number()
              .setScale(2, RoundingMode.DOWN)
              .remainder(new BigDecimal(10_000_000))
              .stripTrailingZeros();
      case "discount", "rate" ->
          new BigDecimal(one(List.of("0", "50", "12.5", "100", "0.5", "-5")));
      case "weight", "factor" -> random.nextBoolean() ? number() : number().negate();
      case "size" -> new BigDecimal(random.nextInt(5));
      case "hot" -> random.nextBoolean();
      case "close_date", "due", "date" -> LocalDate.parse(one(DATES));
      case "seen_at", "seen" -> Instant.parse(one(TIMES));
      case "starts" ->
          LocalTime.of(random.nextInt(3), 30 * random.nextInt(2), 0, 5_000_000 * random.nextInt(2));
      case "took" -> Duration.ofSeconds(random.nextInt(3) * 1800L);
      case "stage" -> one(STAGES);
      case "industry" -> one(List.of("retail", "steel", "Bank"));
      case "tags" -> one(List.of(List.of("a"), List.of("a", "b"), List.of("c"), List.of("b", "c")));
      case "account", "parent" -> accounts.isEmpty() ? null : reference(object);
      case "related" -> accounts.isEmpty() ? null : new ReferenceValue(1, one(accounts));
      case "billing" -> json("{\"city\":\"" + one(List.of("西安", "Bern", "bern")) + "\"}");
      case "spot" -> json("{\"latitude\":" + one(List.of("1.5", "47", "-3")) + ",\"longitude\":8}");
      default -> throw new IllegalStateException(name);
    };
  }

  private Object reference(ObjectModel object) {
    return one(accounts);
  }

  private BigDecimal number() {
    return new BigDecimal(one(NUMBERS));
  }

  private static JsonNode json(String text) {
    return Json.parse(text);
  }

  /** A boolean formula. */
  String condition(int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      return switch (random.nextInt(6)) {
        case 0 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
        case 1 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
        case 2 -> "!(" + condition(depth - 1) + ")";
        case 3 -> "AND(" + condition(depth - 1) + ", " + condition(depth - 1) + ")";
        case 4 -> "NOT(OR(" + condition(depth - 1) + ", " + condition(depth - 1) + "))";
        default ->
            "IF("
                + condition(depth - 1)
                + ", "
                + condition(depth - 1)
                + ", "
                + condition(depth - 1)
                + ")";
      };
    }
    return atom();
  }

  private String atom() {
    return switch (random.nextInt(15)) {
      case 0 -> text() + equality() + quoted(one(TEXTS));
      case 1 -> text() + equality() + one(List.of("\"\"", "NULL", text()));
      case 2 -> text() + order() + quoted(one(TEXTS));
      case 3 ->
          one(List.of("CONTAINS", "BEGINS"))
              + "("
              + text()
              + ", "
              + one(List.of("\"\"", '"' + one(PREFIXES) + '"', text()))
              + ")";
      case 4 ->
          text()
              + one(List.of(" LIKE ", " NOT LIKE "))
              + one(List.of("\"a%\"", "\"_cme\"", "\"100\\\\%\"", "\"%x\""));
      case 5 -> number(1) + one(List.of(equality(), order(), order())) + number(1);
      case 6 -> day() + one(List.of(equality(), order(), order())) + day();
      case 7 -> instant() + one(List.of(equality(), order())) + instant();
      case 8 -> picklist();
      case 9 ->
          one(
              List.of(
                  "hot", "x_hot", "hot = TRUE", "x_hot = FALSE", "hot <> x_hot", "TRUE", "FALSE"));
      case 10 ->
          "ISBLANK("
              + one(
                  List.of(
                      text(), number(0), day(), instant(), "stage", "x_stage", "tags", "x_tags",
                      "account", "related", "billing", "note", "starts"))
              + ")";
      case 11 -> in();
      case 12 -> reference();
      case 13 ->
          "created_at"
              + one(List.of(order(), equality()))
              + "\"2026-01-01T00:00:0"
              + random.nextInt(3)
              + "."
              + 7 * random.nextInt(140)
              + "Z\"";
      default ->
          one(List.of("starts", "x_starts")) + order() + "\"0" + random.nextInt(3) + ":30:00\"";
    };
  }

  private String in() {
    int count = 1 + random.nextInt(3);
    return switch (random.nextInt(5)) {
      case 0 ->
          text() + one(List.of(" IN (", " NOT IN (")) + many(count, () -> quoted(one(TEXTS))) + ")";
      case 1 ->
          "IN("
              + one(List.of("amount", "x_amount", "weight", "factor", "discount", "x_rate"))
              + ", "
              + many(count, () -> one(NUMBERS))
              + ", NULL)";
      case 2 ->
          "IN("
              + one(List.of("close_date", "x_date"))
              + ", "
              + many(count, () -> quoted(one(DATES)))
              + ")";
      case 3 ->
          "IN("
              + one(List.of("stage", "x_stage"))
              + ", "
              + many(count, () -> quoted(one(STAGES)))
              + ")";
      default -> "IN(" + text() + ", " + many(count, this::text) + ")";
    };
  }

  private static String many(int count, Supplier<String> item) {
    return IntStream.range(0, count).mapToObj(_ -> item.get()).collect(Collectors.joining(", "));
  }

  private String picklist() {
    String field = one(List.of("stage", "x_stage", "account.industry"));
    return switch (random.nextInt(4)) {
      case 0 -> field + equality() + quoted(one(STAGES));
      case 1 -> "ISPICKVAL(" + field + ", " + one(List.of("\"\"", quoted(one(STAGES)))) + ")";
      case 2 ->
          "INCLUDES("
              + one(List.of("tags", "x_tags"))
              + ", \""
              + one(List.of("a", "b", "c", "d"))
              + "\")";
      default -> "CONTAINS(TEXT(" + field + "), \"o\")";
    };
  }

  private String reference() {
    String field = one(List.of("account", "x_account", "related"));
    return field
        + equality()
        + one(
            List.of(
                "NULL",
                accounts.isEmpty() ? "NULL" : quoted(one(accounts).toString()),
                "account.parent"));
  }

  private String text() {
    return one(
        List.of(
            "name",
            "code",
            "title",
            "x_text",
            "note",
            "account.name",
            "account.region",
            "account.parent.name",
            "x_account.name",
            "billing.city",
            "(code & title)",
            "BLANKVALUE(title, \"Acme\")",
            "LEFT(code, 3)",
            "UPPER(title)",
            "CASE(stage, \"Won\", name, \"\", code, \"acme\")"));
  }

  private String number(int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      return "(" + number(depth - 1) + one(List.of(" + ", " - ", " * ")) + number(depth - 1) + ")";
    }
    return one(
        List.of(
            "amount",
            "budget",
            "discount",
            "weight",
            "factor",
            "x_amount",
            "x_rate",
            "took",
            "x_took",
            "account.size",
            "spot.latitude",
            "version",
            "LEN(code)",
            "ABS(weight)",
            "ROUND(budget, 1)",
            "YEAR(close_date)",
            "MONTH(x_date)",
            "DAY(due)",
            "(budget / weight)",
            "ROUND(amount / 3, 2)",
            "CEILING(budget)",
            "MOD(budget, 7)",
            "MAX(amount, budget)",
            "FIND(\"c\", code)",
            "BLANKVALUE(100 / discount, 5)",
            "IFERROR(1 / discount, 9)",
            "-1",
            one(NUMBERS),
            one(NUMBERS)));
  }

  private String day() {
    return one(
        List.of(
            "close_date",
            "due",
            "x_date",
            "TODAY()",
            "TODAY() - 1",
            "(close_date + 1)",
            "(due - 0.5)",
            "ADDMONTHS(due, 1)",
            "DATEVALUE(seen_at)",
            "DATE(2026, 3, 14)",
            "DATE(2026, MONTH(due), 31)",
            "DATEVALUE(\"2026-02-28\")"));
  }

  private String instant() {
    return one(
        List.of("seen_at", "x_seen", "NOW()", "NOW() - 1", "(seen_at + 0.25)", "created_at"));
  }

  private String equality() {
    return one(List.of(" = ", " <> ", " == ", " != "));
  }

  private String order() {
    return one(List.of(" < ", " <= ", " > ", " >= "));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
