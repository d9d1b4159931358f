package dev.trellis.bench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The object that is measured: 20 fields, five of them with an index, in our terms and as a native
 * table. All values follow from a row's number, so that both sides hold the same.
 */
final class Deals {
  static final List<String> STAGES =
      List.of("new", "proposal", "negotiation", "review", "won", "lost");
  static final List<String> REGIONS =
      List.of("north", "south", "east", "west", "centre", "coast", "hills", "abroad");
  static final List<String> SOURCES = List.of("web", "fair", "phone", "partner", "other");
  static final int ACCOUNTS = 1_000;
  static final int MAX_AMOUNT = 100_000;

  /**
   * @param type ours
   * @param more what our field has besides
   * @param sql type of the native column
   */
  record Column(String name, String type, Map<String, Object> more, String sql, boolean indexed) {}

  static final List<Column> COLUMNS =
      List.of(
          new Column(
              "code",
              "text",
              Map.of("length", 40, "unique", true, "external_id", true),
              "text",
              false),
          new Column("stage", "picklist", choices(STAGES, true), "text", true),
          new Column("region", "picklist", choices(REGIONS, false), "text", false),
          new Column("source", "picklist", choices(SOURCES, false), "text", false),
          new Column(
              "amount",
              "currency",
              Map.of("precision", 18, "scale", 2, "indexed", true),
              "numeric(18,2)",
              true),
          new Column("close_date", "date", Map.of("indexed", true), "date", true),
          new Column(
              "account",
              "reference",
              Map.of("to", "account", "relationship", "deals", "on_delete", "clear"),
              "uuid REFERENCES account",
              true),
          new Column("title", "text", Map.of("length", 120), "text", false),
          new Column("city", "text", Map.of("length", 80), "text", false),
          new Column("email", "email", Map.of(), "text", false),
          new Column("phone", "phone", Map.of(), "text", false),
          new Column("website", "url", Map.of(), "text", false),
          new Column("quantity", "number", Map.of("precision", 9, "scale", 0), "int", false),
          new Column(
              "probability", "percent", Map.of("precision", 5, "scale", 2), "numeric(5,2)", false),
          new Column(
              "discount", "number", Map.of("precision", 9, "scale", 2), "numeric(9,2)", false),
          new Column("score", "number", Map.of("precision", 9, "scale", 0), "int", false),
          new Column("active", "boolean", Map.of(), "boolean", false),
          new Column("opened_at", "datetime", Map.of(), "timestamptz", false),
          new Column("channel", "text", Map.of("length", 40), "text", false),
          new Column("remark", "text", Map.of("length", 255), "text", false));

  private Deals() {}

  private static Map<String, Object> choices(List<String> values, boolean indexed) {
    return Map.of(
        "values",
        values.stream().map(value -> Map.of("value", value)).toList(),
        "indexed",
        indexed);
  }

  /** The change set that defines the two objects. */
  static Map<String, Object> changeSet() {
    var components = new ArrayList<Map<String, Object>>();
    components.add(Map.of("kind", "object", "name", "account", "label", Map.of("en", "Account")));
    components.add(
        field(
            "account", "code", "text", Map.of("length", 40, "unique", true, "external_id", true)));
    components.add(Map.of("kind", "object", "name", "deal", "label", Map.of("en", "Deal")));
    COLUMNS.forEach(
        column -> components.add(field("deal", column.name(), column.type(), column.more())));
    return Map.of("components", components);
  }

  static Map<String, Object> field(
      String object, String name, String type, Map<String, Object> more) {
    var field = new LinkedHashMap<String, Object>();
    field.put("kind", "field");
    field.put("name", object + "." + name);
    field.put("label", Map.of("en", name));
    field.put("type", type);
    field.putAll(more);
    return field;
  }

  /** A row's values in the order of the columns, name first; the account is the number of one. */
  static Map<String, Object> values(long row) {
    var random = new SplittableRandom(row * 0x9E3779B97F4A7C15L + 17);
    var values = new LinkedHashMap<String, Object>();
    values.put("name", "deal " + row + " " + word(random));
    values.put("code", "d-" + row);
    values.put("stage", pick(STAGES, random));
    values.put("region", pick(REGIONS, random));
    values.put("source", pick(SOURCES, random));
    values.put("amount", BigDecimal.valueOf(random.nextLong(MAX_AMOUNT * 100L), 2));
    values.put("close_date", LocalDate.of(2020, 1, 1).plusDays(random.nextInt(3_650)));
    values.put("account", random.nextInt(ACCOUNTS));
    values.put("title", word(random) + " " + word(random) + " " + word(random));
    values.put("city", word(random));
    values.put("email", word(random) + row + "@example.test");
    values.put("phone", "+86 20 " + (10_000_000 + random.nextInt(89_999_999)));
    values.put("website", "https://" + word(random) + ".example.test/" + row);
    values.put("quantity", random.nextInt(10_000));
    values.put("probability", BigDecimal.valueOf(random.nextInt(10_000), 2));
    values.put("discount", BigDecimal.valueOf(random.nextInt(100_000), 2));
    values.put("score", random.nextInt(1_000));
    values.put("active", random.nextBoolean());
    values.put(
        "opened_at",
        OffsetDateTime.of(2024, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)
            .plusSeconds(random.nextInt(60_000_000)));
    values.put("channel", word(random));
    values.put(
        "remark",
        IntStream.range(0, 8).mapToObj(_ -> word(random)).collect(Collectors.joining(" ")));
    return values;
  }

  /** As a caller sends it. */
  static Map<String, Object> body(long row, List<UUID> accounts) {
    Map<String, Object> values = values(row);
    values.put("account", accounts.get((Integer) values.get("account")).toString());
    values.put("close_date", values.get("close_date").toString());
    values.put("opened_at", values.get("opened_at").toString());
    return values;
  }

  private static String pick(List<String> values, SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }

  private static String word(SplittableRandom random) {
    var word = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      word.append("bdfgklmnprstvz".charAt(random.nextInt(14)))
          .append("aeiou".charAt(random.nextInt(5)));
    }
    return word.toString();
  }
}
