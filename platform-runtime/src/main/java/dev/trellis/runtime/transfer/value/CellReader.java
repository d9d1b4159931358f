package dev.trellis.runtime.transfer.value;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.transfer.table.Cell;
import dev.trellis.sdk.component.FieldType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of one column for one field, into the JSON that the record API takes. It
 * understands what people write; what the field accepts is the record pipeline's business.
 */
public final class CellReader {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final Pattern CLOCK = Pattern.compile("(-?)(\\d{1,6}):(\\d{2})(?::(\\d{2}))?");
  private static final Pattern SPOKEN =
      Pattern.compile(
          "(?i)(\\d+(?:[.,]\\d+)?)\\s*(days?|d|天|hours?|hrs?|h|小时|minutes?|mins?|m|分钟?|seconds?|secs?|s|秒)\\s*");

  private final FieldType type;
  private final CellOptions options;
  private final @Nullable Choices choices;

  public CellReader(FieldModel field, CellOptions options) {
    this.type = field.type();
    this.options = options;
    this.choices = type instanceof FieldType.Choice ? new Choices(field.choices()) : null;
  }

  public CellValue read(Cell cell) {
    if (cell.isBlank() && cell.form() != Cell.Form.NUL) {
      return CellValue.BLANK;
    }
    return switch (cell.form()) {
      case NUL -> CellValue.refused("nul_character");
      case UNDECODABLE -> CellValue.refused("undecodable_text");
      case TOO_LONG -> CellValue.refused("cell_too_long");
      case NO_VALUE -> CellValue.refused("cell_without_value", "value", cell.text());
      case WRITTEN, EXACT -> value(cell, cell.trimmed());
    };
  }

  private CellValue value(Cell cell, String text) {
    boolean isExact = cell.form() == Cell.Form.EXACT;
    return switch (type) {
      case FieldType.LongText _, FieldType.RichText _ ->
          text(cell.text().replace("\r\n", "\n").replace('\r', '\n'));
      case FieldType.Text _,
          FieldType.AutoNumber _,
          FieldType.Email _,
          FieldType.Phone _,
          FieldType.Url _ ->
          text(text);
      case FieldType.Reference _, FieldType.File _, FieldType.Image _ -> text(text);
      case FieldType.Number _, FieldType.Currency _ -> number(text, isExact, false);
      case FieldType.Percent _ -> number(text, isExact, true);
      case FieldType.Bool _ -> bool(text);
      case FieldType.Date _ -> date(text);
      case FieldType.Datetime _ -> datetime(text);
      case FieldType.Time _ -> time(text);
      case FieldType.Duration _ -> duration(text);
      case FieldType.Picklist picklist -> choice(text, picklist.source().restricted());
      case FieldType.MultiPicklist picklist -> choices(text, picklist.source().restricted());
      case FieldType.Json _, FieldType.Address _ -> json(text);
      case FieldType.Geolocation _ -> geolocation(text);
    };
  }

  private static CellValue text(String text) {
    return CellValue.of(TextNode.valueOf(text));
  }

  /** {@code 45%} is 45 for a percent field and 0.45 for a number. */
  private CellValue number(String text, boolean isExact, boolean isPercentField) {
    WrittenNumber number = WrittenNumber.parse(text, isExact ? '.' : options.decimalSeparator());
    if (number == null) {
      return CellValue.refused("not_a_number", "value", shown(text));
    }
    BigDecimal value =
        number.isPercent() && !isPercentField ? number.value().movePointLeft(2) : number.value();
    return CellValue.of(DecimalNode.valueOf(value));
  }

  private static CellValue bool(String text) {
    Boolean value = WrittenBoolean.parse(text);
    return value == null
        ? CellValue.refused("not_yes_or_no", "value", shown(text))
        : CellValue.of(BooleanNode.valueOf(value));
  }

  private CellValue date(String text) {
    WrittenTime written = WrittenTime.parse(text);
    LocalDate date = written == null ? null : written.date(options.dateFormat());
    return date == null ? notADate(text) : text(date.toString());
  }

  private CellValue datetime(String text) {
    WrittenTime written = WrittenTime.parse(text);
    Instant instant =
        written == null ? null : written.instant(options.dateFormat(), options.timeZone());
    return instant == null ? notADate(text) : text(instant.toString());
  }

  private CellValue notADate(String text) {
    return CellValue.refused(
        "not_a_date", "value", shown(text), "format", options.dateFormat().pattern());
  }

  private static CellValue time(String text) {
    WrittenTime written = WrittenTime.parse(text);
    return written == null || written.time() == null || !written.day().isEmpty()
        ? CellValue.refused("not_a_time", "value", shown(text))
        : text(written.time().toString());
  }

  private CellValue duration(String text) {
    Duration duration = parseDuration(text);
    return duration == null
        ? CellValue.refused("not_a_duration", "value", shown(text))
        : text(duration.toString());
  }

  /**
   * {@code PT1H30M}, {@code 1:30:00}, {@code 1.5h}, {@code 2 days 3 hours}; a bare number is
   * seconds.
   */
  private static @Nullable Duration parseDuration(String text) {
    try {
      if (text.matches("(?i)-?P.+")) {
        return Duration.parse(text);
      }
      Matcher clock = CLOCK.matcher(text);
      if (clock.matches()) {
        long seconds =
            Long.parseLong(clock.group(2)) * 3_600
                + Long.parseLong(clock.group(3)) * 60
                + (clock.group(4) == null ? 0 : Long.parseLong(clock.group(4)));
        return Duration.ofSeconds(clock.group(1).isEmpty() ? seconds : -seconds);
      }
      if (text.matches("-?\\d{1,12}")) {
        return Duration.ofSeconds(Long.parseLong(text));
      }
      return spoken(text);
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Duration spoken(String text) {
    if (text.length() > 64) {
      return null;
    }
    Matcher part = SPOKEN.matcher(text);
    BigDecimal seconds = BigDecimal.ZERO;
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      long unit =
          switch (Character.toLowerCase(part.group(2).charAt(0))) {
            case 'd', '天' -> 86_400;
            case 'h', '小' -> 3_600;
            case 'm', '分' -> 60;
            default -> 1;
          };
      seconds =
          seconds.add(
              new BigDecimal(part.group(1).replace(',', '.')).multiply(BigDecimal.valueOf(unit)));
      end = part.end();
    }
    return end == text.length() && end > 0 ? Duration.ofSeconds(seconds.longValue()) : null;
  }

  private CellValue choice(String text, boolean restricted) {
    String found = Objects.requireNonNull(choices).find(text);
    if (found != null) {
      return text(found);
    }
    return restricted ? notInList(text) : text(text);
  }

  private CellValue choices(String text, boolean restricted) {
    Choices known = Objects.requireNonNull(choices);
    ArrayNode chosen = NODES.arrayNode();
    String whole = known.find(text);
    if (whole != null) {
      return CellValue.of(chosen.add(whole));
    }
    // A comma may be part of a value, so it separates only where nothing else does.
    String separators = text.matches("(?s).*[;；|、\\n].*") ? "[;；|、\\n]" : "[,，]";
    for (String part : text.split(separators)) {
      String trimmed = Cell.written(part).trimmed();
      if (trimmed.isEmpty()) {
        continue;
      }
      String found = known.find(trimmed);
      if (found == null && restricted) {
        return notInList(trimmed);
      }
      chosen.add(found == null ? trimmed : found);
    }
    return chosen.isEmpty() ? CellValue.BLANK : CellValue.of(chosen);
  }

  private CellValue notInList(String text) {
    return Objects.requireNonNull(choices)
        .guess(text)
        .map(
            guess ->
                CellValue.refused("not_in_list_but", "value", shown(text), "suggestion", guess))
        .orElseGet(() -> CellValue.refused("not_in_list", "value", shown(text)));
  }

  private static CellValue json(String text) {
    try {
      return CellValue.of(Json.MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return CellValue.refused("not_json", "value", shown(text));
    }
  }

  /** {@code 52.52, 13.405} or JSON. */
  private static CellValue geolocation(String text) {
    if (text.startsWith("{")) {
      return json(text);
    }
    String[] parts = text.split("[,;\\s]+");
    WrittenNumber latitude = parts.length == 2 ? WrittenNumber.parse(parts[0], '.') : null;
    WrittenNumber longitude = parts.length == 2 ? WrittenNumber.parse(parts[1], '.') : null;
    if (latitude == null || longitude == null) {
      return CellValue.refused("not_a_place", "value", shown(text));
    }
    return CellValue.of(
        NODES.objectNode().put("latitude", latitude.value()).put("longitude", longitude.value()));
  }

  private static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
