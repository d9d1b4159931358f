package dev.trellis.metadata.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.text.SortKey;
import dev.trellis.sdk.component.FieldType;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Between field values and what a column holds.
 *
 * <p>Decimals in {@code bigint} columns are scaled by the field's scale; dates are midnight UTC; a
 * multi-picklist is {@code ;a;b;}, so that one value is found by {@code ;a;}; times of day are
 * milliseconds, durations seconds. In {@code overflow} a value stands as the API shows it.
 */
public final class StoredValues {
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** Index columns of {@code numeric} values hold the value times this, cut to a whole number. */
  public static final BigDecimal NUMERIC_KEY_FACTOR = BigDecimal.valueOf(1_000_000);

  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);

  private StoredValues() {}

  /** What the raw column of a field takes. */
  public static @Nullable Object encode(FieldModel field, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (field.storage().type()) {
      case TEXT -> value instanceof List<?> list ? joined(list) : value;
      case LONG -> encodeLong(field.type(), value);
      case NUMERIC, BOOL, INT -> value;
      case TIME ->
          value instanceof LocalDate date
              ? date.atStartOfDay().atOffset(ZoneOffset.UTC)
              : ((Instant) value).atOffset(ZoneOffset.UTC);
      case UUID -> value instanceof ReferenceValue reference ? reference.id() : value;
      case JSON -> Json.write(FieldJson.node(value));
    };
  }

  /** What the index column of a field takes; see {@link Storage.Column}. */
  public static @Nullable Object encodeKey(FieldModel field, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (field.storage().type()) {
      case TEXT -> hasSortKey(field.type()) ? SortKey.of((String) value) : encode(field, value);
      case NUMERIC -> numericKey((BigDecimal) value);
      case LONG, TIME, BOOL, INT, UUID, JSON -> encode(field, value);
    };
  }

  /** Whether texts of this type sort by {@link SortKey}; picklists sort by their list. */
  public static boolean hasSortKey(FieldType type) {
    return switch (type) {
      case FieldType.Text _,
          FieldType.Email _,
          FieldType.Phone _,
          FieldType.Url _,
          FieldType.AutoNumber _ ->
          true;
      default -> false;
    };
  }

  /** Order-preserving: a smaller value never has a larger key. */
  public static long numericKey(BigDecimal value) {
    BigDecimal scaled = value.multiply(NUMERIC_KEY_FACTOR).setScale(0, RoundingMode.FLOOR);
    if (scaled.compareTo(MAX_LONG) >= 0) {
      return Long.MAX_VALUE;
    }
    return scaled.compareTo(MIN_LONG) <= 0 ? Long.MIN_VALUE : scaled.longValueExact();
  }

  private static Long encodeLong(FieldType type, Object value) {
    return switch (value) {
      case BigDecimal number ->
          number.setScale(scale(type), RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
      case LocalTime time -> time.toNanoOfDay() / NANOS_PER_MILLI;
      case Duration duration -> duration.toSeconds();
      default -> throw new IllegalArgumentException("no bigint for " + value.getClass());
    };
  }

  private static int scale(FieldType type) {
    return type instanceof FieldType.Numeric numeric ? numeric.scale() : 0;
  }

  private static String joined(List<?> values) {
    var text = new StringBuilder(";");
    values.forEach(value -> text.append(value).append(';'));
    return text.toString();
  }

  /**
   * Reads a column of a result. Columns of type {@code jsonb} must be selected as text, because the
   * client would read their numbers as binary doubles.
   *
   * @param index position of the raw column, or of {@code (overflow->'key')::text}
   */
  public static @Nullable Object decode(FieldModel field, Row row, int index) {
    if (field.storage() instanceof Storage.Overflow) {
      String json = row.getString(index);
      return json == null ? blank(field.type()) : fromJson(field, Json.parse(json));
    }
    ColumnType type = field.storage().type();
    return switch (type) {
      case TEXT -> decodeText(field.type(), row.getString(index));
      case LONG -> decodeLong(field.type(), row.getLong(index));
      case NUMERIC -> {
        BigDecimal number = row.getBigDecimal(index);
        yield number == null ? null : plain(number);
      }
      case TIME -> decodeTime(field.type(), row.getOffsetDateTime(index));
      case BOOL -> Boolean.TRUE.equals(row.getBoolean(index));
      case UUID -> row.getUUID(index);
      case INT -> row.getInteger(index);
      case JSON -> {
        String json = row.getString(index);
        yield json == null ? null : Json.parse(json);
      }
    };
  }

  private static @Nullable Object blank(FieldType type) {
    return type instanceof FieldType.Bool ? Boolean.FALSE : null;
  }

  private static @Nullable Object decodeText(FieldType type, @Nullable String text) {
    if (text == null || !(type instanceof FieldType.MultiPicklist)) {
      return text;
    }
    return text.length() < 2 ? null : List.of(text.substring(1, text.length() - 1).split(";"));
  }

  private static @Nullable Object decodeLong(FieldType type, @Nullable Long number) {
    if (number == null) {
      return null;
    }
    return switch (type) {
      case FieldType.Time _ -> LocalTime.ofNanoOfDay(number * NANOS_PER_MILLI);
      case FieldType.Duration _ -> Duration.ofSeconds(number);
      default -> plain(BigDecimal.valueOf(number, scale(type)));
    };
  }

  /** Without trailing zeros and never in exponent form, so that equal values look the same. */
  public static BigDecimal plain(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
  }

  private static @Nullable Object decodeTime(FieldType type, @Nullable OffsetDateTime time) {
    if (time == null) {
      return null;
    }
    return type instanceof FieldType.Date
        ? time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()
        : time.toInstant();
  }

  /** From {@code overflow}; the value was coerced when it was written and is trusted. */
  public static @Nullable Object fromJson(FieldModel field, JsonNode json) {
    if (json.isNull() || json.isMissingNode()) {
      return blank(field.type());
    }
    return switch (field.type()) {
      case FieldType.Number _, FieldType.Currency _, FieldType.Percent _ ->
          plain(json.decimalValue());
      case FieldType.Bool _ -> json.booleanValue();
      case FieldType.Date _ -> LocalDate.parse(json.textValue());
      case FieldType.Datetime _ -> Instant.parse(json.textValue());
      case FieldType.Time _ -> LocalTime.parse(json.textValue());
      case FieldType.Duration _ -> Duration.parse(json.textValue());
      case FieldType.MultiPicklist _ -> {
        var values = new ArrayList<String>();
        json.forEach(item -> values.add(item.textValue()));
        yield List.copyOf(values);
      }
      case FieldType.Reference _, FieldType.File _, FieldType.Image _ ->
          UUID.fromString(json.textValue());
      case FieldType.Address _, FieldType.Geolocation _, FieldType.Json _ -> json;
      case FieldType.Text _,
          FieldType.LongText _,
          FieldType.RichText _,
          FieldType.Picklist _,
          FieldType.AutoNumber _,
          FieldType.Email _,
          FieldType.Phone _,
          FieldType.Url _ ->
          json instanceof TextNode text ? text.textValue() : json.asText();
    };
  }
}
