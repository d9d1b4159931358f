package dev.trellis.metadata.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.text.StorableText;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import dev.trellis.sdk.error.Violation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From a JSON value to the value of a field. Says what is wrong in one violation per value; blank
 * text is null everywhere.
 *
 * <p>Java types: text-like {@code String}; number, currency, percent {@code BigDecimal}; boolean
 * {@code Boolean}; date {@code LocalDate}; datetime {@code Instant}; time {@code LocalTime};
 * duration {@code Duration}; multi_picklist {@code List<String>}; reference {@link ReferenceInput};
 * file and image {@code UUID}; address, geolocation and json {@code JsonNode}.
 */
public final class FieldCoercion {
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@,;<>\"()]{1,64}@[^\\s@,;<>\"()]{1,190}\\.[^\\s@,;<>\"().]{2,63}");
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(?:(?:https?|ftp)://[^\\s<>\"]+|(?:mailto|tel):[^\\s<>\"]+|[^\\s<>\":/]+\\.[^\\s<>\":/]+(?:[:/][^\\s<>\"]*)?)");
  private static final int PHONE_LENGTH = 40;
  private static final int URL_LENGTH = 2_000;
  private static final int JSON_LENGTH = 131_072;
  private static final Set<String> ADDRESS =
      Set.of("street", "city", "state", "postal_code", "country");
  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final BigDecimal LATITUDE = BigDecimal.valueOf(90);
  private static final BigDecimal LONGITUDE = BigDecimal.valueOf(180);

  private FieldCoercion() {}

  /**
   * @param field the field that should take the value; decides what is acceptable
   */
  public static Coerced coerce(FieldModel field, JsonNode json) {
    if (json.isNull() || json.isMissingNode() || (json.isTextual() && json.textValue().isBlank())) {
      return field.type() instanceof FieldType.Bool ? Coerced.of(false) : Coerced.BLANK;
    }
    return switch (field.type()) {
      case FieldType.Text text -> text(field, json, text.length());
      case FieldType.LongText text -> text(field, json, text.length());
      case FieldType.RichText text -> richText(field, json, text.length());
      case FieldType.AutoNumber _ -> text(field, json, FieldType.Text.MAX_LENGTH);
      case FieldType.Email _ -> pattern(field, json, 254, EMAIL, "bad_email");
      case FieldType.Phone _ -> phone(field, json);
      case FieldType.Url _ -> pattern(field, json, URL_LENGTH, URL, "bad_url");
      case FieldType.Number number -> decimal(field, json, number);
      case FieldType.Currency number -> decimal(field, json, number);
      case FieldType.Percent number -> decimal(field, json, number);
      case FieldType.Bool _ ->
          json.isBoolean() ? Coerced.of(json.booleanValue()) : wrongType(field, "boolean");
      case FieldType.Date _ -> date(field, json);
      case FieldType.Datetime _ -> datetime(field, json);
      case FieldType.Time _ -> time(field, json);
      case FieldType.Duration _ -> duration(field, json);
      case FieldType.Picklist picklist -> choice(field, json, picklist.source().restricted());
      case FieldType.MultiPicklist picklist -> choices(field, json, picklist.source().restricted());
      case FieldType.Reference _ -> reference(field, json);
      case FieldType.File _, FieldType.Image _ -> file(field, json);
      case FieldType.Address _ -> address(field, json);
      case FieldType.Geolocation _ -> geolocation(field, json);
      case FieldType.Json _ -> json(field, json);
    };
  }

  private static Coerced text(FieldModel field, JsonNode json, int length) {
    if (!json.isTextual()) {
      return wrongType(field, "text");
    }
    String value = json.textValue();
    if (!StorableText.is(value)) {
      return refused(field, "bad_characters");
    }
    return value.length() > length
        ? refused(field, "too_long", "max", length, "length", value.length())
        : Coerced.of(value);
  }

  private static Coerced richText(FieldModel field, JsonNode json, int length) {
    Coerced text = text(field, json, length);
    if (text instanceof Coerced.Value(String html)) {
      String safe = RichTextPolicy.sanitise(html);
      return safe.isEmpty() ? Coerced.BLANK : Coerced.of(safe);
    }
    return text;
  }

  private static Coerced pattern(
      FieldModel field, JsonNode json, int length, Pattern pattern, String code) {
    Coerced text = text(field, json, length);
    if (text instanceof Coerced.Value(String value)) {
      String stripped = value.strip();
      return pattern.matcher(stripped).matches() ? Coerced.of(stripped) : refused(field, code);
    }
    return text;
  }

  private static Coerced phone(FieldModel field, JsonNode json) {
    Coerced text = text(field, json, PHONE_LENGTH);
    if (text instanceof Coerced.Value(String value)) {
      return value.chars().anyMatch(Character::isDigit)
          ? Coerced.of(value.strip())
          : refused(field, "bad_phone");
    }
    return text;
  }

  private static Coerced decimal(FieldModel field, JsonNode json, FieldType.Numeric type) {
    if (!json.isNumber()) {
      return wrongType(field, "number");
    }
    return decimal(field, json.decimalValue(), type);
  }

  /** Digits that the field cannot hold are refused, never rounded away. */
  static Coerced decimal(FieldModel field, BigDecimal given, FieldType.Numeric type) {
    BigDecimal value = given.signum() == 0 ? BigDecimal.ZERO : given.stripTrailingZeros();
    if (value.scale() > type.scale()) {
      return refused(field, "too_many_decimals", "max", type.scale());
    }
    int whole = type.precision() - type.scale();
    if (type instanceof FieldType.Number number && number.free()) {
      return value.precision() > type.precision()
              || value.precision() - value.scale() > type.precision()
          ? refused(field, "too_large", "digits", type.precision())
          : Coerced.of(StoredValues.plain(value));
    }
    return value.precision() - value.scale() > whole
        ? refused(field, "too_large", "digits", whole)
        : Coerced.of(StoredValues.plain(value));
  }

  private static Coerced date(FieldModel field, JsonNode json) {
    if (!json.isTextual()) {
      return wrongType(field, "date");
    }
    try {
      LocalDate date = LocalDate.parse(json.textValue());
      return date.isBefore(FIRST_DAY) || date.isAfter(LAST_DAY)
          ? refused(field, "bad_date")
          : Coerced.of(date);
    } catch (DateTimeException e) {
      return refused(field, "bad_date");
    }
  }

  private static Coerced datetime(FieldModel field, JsonNode json) {
    if (!json.isTextual()) {
      return wrongType(field, "datetime");
    }
    try {
      Instant instant =
          OffsetDateTime.parse(json.textValue()).toInstant().truncatedTo(ChronoUnit.MILLIS);
      LocalDate day = instant.atOffset(ZoneOffset.UTC).toLocalDate();
      return day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)
          ? refused(field, "bad_datetime")
          : Coerced.of(instant);
    } catch (DateTimeException e) {
      return refused(field, "bad_datetime");
    }
  }

  private static Coerced time(FieldModel field, JsonNode json) {
    if (!json.isTextual()) {
      return wrongType(field, "time");
    }
    try {
      return Coerced.of(LocalTime.parse(json.textValue()).truncatedTo(ChronoUnit.MILLIS));
    } catch (DateTimeException e) {
      return refused(field, "bad_time");
    }
  }

  private static Coerced duration(FieldModel field, JsonNode json) {
    if (!json.isTextual()) {
      return wrongType(field, "duration");
    }
    try {
      return Coerced.of(Duration.parse(json.textValue()).truncatedTo(ChronoUnit.SECONDS));
    } catch (DateTimeException | ArithmeticException e) {
      return refused(field, "bad_duration");
    }
  }

  private static Coerced choice(FieldModel field, JsonNode json, boolean restricted) {
    Coerced text = text(field, json, FieldType.Text.MAX_LENGTH);
    if (text instanceof Coerced.Value(String value) && restricted && !isActive(field, value)) {
      return refused(field, "not_in_list", "value", value);
    }
    return text;
  }

  private static boolean isActive(FieldModel field, String value) {
    for (PicklistValue choice : field.choices()) {
      if (choice.value().equals(value)) {
        return choice.active();
      }
    }
    return false;
  }

  private static Coerced choices(FieldModel field, JsonNode json, boolean restricted) {
    if (!json.isArray()) {
      return wrongType(field, "list");
    }
    var chosen = new LinkedHashSet<String>();
    for (JsonNode item : json) {
      if (!item.isTextual() || item.textValue().isEmpty()) {
        return wrongType(field, "list");
      }
      String value = item.textValue();
      if (restricted && !isActive(field, value)) {
        return refused(field, "not_in_list", "value", value);
      }
      if (value.indexOf(';') >= 0
          || value.length() > FieldType.Text.MAX_LENGTH
          || !StorableText.is(value)) {
        return refused(field, "bad_characters");
      }
      chosen.add(value);
    }
    return chosen.isEmpty() ? Coerced.BLANK : Coerced.of(inOrderOfList(field, chosen));
  }

  private static List<String> inOrderOfList(FieldModel field, Set<String> chosen) {
    var ordered = new ArrayList<String>(chosen.size());
    for (PicklistValue choice : field.choices()) {
      if (chosen.remove(choice.value())) {
        ordered.add(choice.value());
      }
    }
    ordered.addAll(chosen);
    return List.copyOf(ordered);
  }

  private static Coerced reference(FieldModel field, JsonNode json) {
    if (json.isTextual()) {
      UUID id = parseId(json.textValue());
      return id == null
          ? refused(field, "reference_not_found")
          : Coerced.of(new ReferenceInput.ById(null, id));
    }
    if (!(json instanceof ObjectNode node)) {
      return wrongType(field, "reference");
    }
    String object = node.path("object").isTextual() ? node.path("object").textValue() : null;
    JsonNode idNode = node.get("id");
    if (idNode != null) {
      UUID id = idNode.isTextual() ? parseId(idNode.textValue()) : null;
      return id == null
          ? refused(field, "reference_not_found")
          : Coerced.of(new ReferenceInput.ById(object, id));
    }
    String keyField = null;
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!(name.equals("object") && object != null)) {
        if (keyField != null) {
          return refused(field, "reference_needs_one_key");
        }
        keyField = name;
      }
    }
    if (keyField == null) {
      return refused(field, "reference_needs_one_key");
    }
    JsonNode key = node.get(keyField);
    if (key.isNull() || (key.isTextual() && key.textValue().isEmpty())) {
      return Coerced.BLANK;
    }
    return key.isValueNode()
        ? Coerced.of(new ReferenceInput.ByKey(object, keyField, key))
        : refused(field, "reference_needs_one_key");
  }

  private static Coerced file(FieldModel field, JsonNode json) {
    JsonNode idNode = json.isObject() ? json.path("id") : json;
    UUID id = idNode.isTextual() ? parseId(idNode.textValue()) : null;
    return id == null ? refused(field, "file_not_found") : Coerced.of(id);
  }

  private static Coerced address(FieldModel field, JsonNode json) {
    if (!(json instanceof ObjectNode node)) {
      return wrongType(field, "address");
    }
    ObjectNode address = Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> part : node.properties()) {
      String pointer = "/" + field.name() + "/" + part.getKey();
      if (!ADDRESS.contains(part.getKey())) {
        return Coerced.refused(Violation.of(pointer, "unknown_field", "field", part.getKey()));
      }
      if (part.getValue().isNull()) {
        continue;
      }
      if (!part.getValue().isTextual() || !StorableText.is(part.getValue().textValue())) {
        return Coerced.refused(Violation.of(pointer, "wrong_type", "expected", "text"));
      }
      if (part.getValue().textValue().length() > FieldType.Text.MAX_LENGTH) {
        return Coerced.refused(Violation.of(pointer, "too_long", "max", FieldType.Text.MAX_LENGTH));
      }
      if (!part.getValue().textValue().isBlank()) {
        address.set(part.getKey(), part.getValue());
      }
    }
    return address.isEmpty() ? Coerced.BLANK : Coerced.of(address);
  }

  private static Coerced geolocation(FieldModel field, JsonNode json) {
    JsonNode latitude = json.path("latitude");
    JsonNode longitude = json.path("longitude");
    if (!json.isObject() || json.size() != 2 || !latitude.isNumber() || !longitude.isNumber()) {
      return wrongType(field, "geolocation");
    }
    if (latitude.decimalValue().abs().compareTo(LATITUDE) > 0
        || longitude.decimalValue().abs().compareTo(LONGITUDE) > 0) {
      return refused(field, "bad_geolocation");
    }
    return Coerced.of(json);
  }

  private static Coerced json(FieldModel field, JsonNode json) {
    String text = Json.write(json);
    if (text.length() > JSON_LENGTH) {
      return refused(field, "too_long", "max", JSON_LENGTH, "length", text.length());
    }
    return StorableText.isAllOf(json) ? Coerced.of(json) : refused(field, "bad_characters");
  }

  public static @Nullable UUID parseId(String text) {
    if (text.length() != 36) {
      return null;
    }
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Coerced wrongType(FieldModel field, String expected) {
    return refused(field, "wrong_type", "expected", expected);
  }

  private static Coerced refused(FieldModel field, String code, Object... params) {
    return Coerced.refused(Violation.of("/" + field.name(), code, params));
  }
}
