package dev.trellis.metadata.query;

import dev.trellis.metadata.evaluation.Place;
import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of sample rows in the forms that slots have. */
final class SampleCodec {
  private SampleCodec() {}

  static ColumnType columnType(ValueType type) {
    return switch (type) {
      case TEXT, PICKLIST, MULTI_PICKLIST, OPAQUE, NULL -> ColumnType.TEXT;
      // A document as text; arrays of arrays are one array to PostgreSQL.
      case LOCATION -> ColumnType.TEXT;
      case NUMBER, TIME -> ColumnType.NUMERIC;
      case BOOLEAN -> ColumnType.BOOL;
      case DATE, DATETIME -> ColumnType.TIME;
      case REFERENCE -> ColumnType.UUID;
    };
  }

  /** Of what a formula gives; a place is an array then. */
  static ColumnType resultType(ValueType type) {
    return type == ValueType.LOCATION ? ColumnType.NUMERIC : columnType(type);
  }

  static @Nullable Object encoded(TryOut.Column column, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case LocalTime time -> StoredComparison.millis(time);
      case LocalDate _, Instant _ -> StoredComparison.time(value);
      case List<?> choices ->
          choices.isEmpty()
              ? null
              : ";" + String.join(";", choices.stream().map(Object::toString).toList()) + ";";
      case Place(BigDecimal latitude, BigDecimal longitude) ->
          "{\"latitude\":%s,\"longitude\":%s}"
              .formatted(latitude.toPlainString(), longitude.toPlainString());
      case String text -> column.valueType() == ValueType.REFERENCE ? id(column, text) : text;
      default -> value;
    };
  }

  private static UUID id(TryOut.Column column, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw refused(column, text);
    }
  }

  private static PlatformException refused(TryOut.Column column, String value) {
    return PlatformException.invalid(
        Violation.of(
            "/rows", "bad_sample", "field", column.name(), "type", column.type(), "value", value));
  }

  static @Nullable Object decoded(Row row, int index, ValueType type) {
    if (row.getValue(index) == null) {
      return null;
    }
    return switch (type) {
      case TEXT, PICKLIST, OPAQUE, NULL -> row.getString(index);
      case NUMBER -> row.getBigDecimal(index);
      case BOOLEAN -> row.getBoolean(index);
      case DATE -> utc(row.getOffsetDateTime(index)).toLocalDate();
      case DATETIME -> row.getOffsetDateTime(index).toInstant();
      case TIME -> LocalTime.ofNanoOfDay(row.getBigDecimal(index).movePointRight(6).longValue());
      case MULTI_PICKLIST -> choices(row.getString(index));
      case REFERENCE -> row.getUUID(index);
      case LOCATION -> {
        BigDecimal[] place = row.get(BigDecimal[].class, index);
        yield new Place(place[0], place[1]);
      }
    };
  }

  private static OffsetDateTime utc(OffsetDateTime time) {
    return time.withOffsetSameInstant(ZoneOffset.UTC);
  }

  private static List<String> choices(String held) {
    return List.of(held.substring(1, held.length() - 1).split(";"));
  }
}
