package dev.trellis.runtime.transfer.value;

import dev.trellis.runtime.transfer.table.Cell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the first values of a column tell.
 *
 * @param type the field type that would hold them, by its wire name
 * @param samples some different values
 * @param dateFormat for dates and times, with what else would fit
 * @param decimalSeparator for numbers
 * @param distinct different values among those seen
 */
public record ColumnProfile(
    String type,
    List<String> samples,
    DateFormat.@Nullable Detected dateFormat,
    char decimalSeparator,
    int distinct,
    int filled) {
  private static final int SAMPLES = 5;
  private static final int SAMPLE_LENGTH = 200;
  private static final Pattern EMAIL =
      Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,190}\\.[^\\s@.]{2,63}");
  private static final Pattern URL = Pattern.compile("(?i)(?:https?://|www\\.)\\S+");
  private static final Pattern PHONE = Pattern.compile("\\+?(?:\\d[ ()/.-]*){6,14}\\d");
  private static final Pattern LEADING_ZERO = Pattern.compile("0\\d+");

  public static ColumnProfile of(List<Cell> cells) {
    List<Cell> filled = cells.stream().filter(cell -> !cell.isBlank()).toList();
    List<String> texts = filled.stream().map(Cell::trimmed).toList();
    var distinct = new HashSet<>(texts);
    List<String> samples = samples(texts);
    if (texts.isEmpty()) {
      return new ColumnProfile("text", samples, null, '.', 0, 0);
    }
    List<String> written =
        filled.stream()
            .filter(cell -> cell.form() == Cell.Form.WRITTEN)
            .map(Cell::trimmed)
            .toList();
    char separator = WrittenNumber.decimalSeparator(written);
    DateFormat.Detected dates = null;
    String type = numeric(filled, texts, separator);
    if (type == null) {
      dates = DateFormat.detect(days(texts)).orElse(null);
      type = dates != null ? dateType(texts) : textual(texts, distinct);
    } else if (texts.stream().allMatch(text -> text.matches("(19|20)\\d{6}"))) {
      dates = DateFormat.detect(texts).orElse(null);
      type = dates != null ? "date" : type;
    }
    return new ColumnProfile(type, samples, dates, separator, distinct.size(), texts.size());
  }

  private static List<String> samples(List<String> texts) {
    Set<String> samples = new LinkedHashSet<>();
    for (String text : texts) {
      samples.add(text.length() <= SAMPLE_LENGTH ? text : text.substring(0, SAMPLE_LENGTH) + "…");
      if (samples.size() == SAMPLES) {
        break;
      }
    }
    return List.copyOf(samples);
  }

  private static @Nullable String numeric(List<Cell> cells, List<String> texts, char separator) {
    boolean isPercent = false;
    boolean isMoney = false;
    for (Cell cell : cells) {
      String text = cell.trimmed();
      WrittenNumber number =
          WrittenNumber.parse(text, cell.form() == Cell.Form.EXACT ? '.' : separator);
      // 007 is a code, and so is what has more digits than anyone counts.
      if (number == null
          || LEADING_ZERO.matcher(text).matches()
          || number.value().precision() > 18) {
        return null;
      }
      isPercent |= number.isPercent();
      isMoney |= number.isMoney();
    }
    boolean looksLikePhone =
        texts.stream().allMatch(text -> text.matches("\\+\\d{7,15}|1[3-9]\\d{9}"));
    return looksLikePhone ? null : isPercent ? "percent" : isMoney ? "currency" : "number";
  }

  private static List<String> days(List<String> texts) {
    var days = new ArrayList<String>(texts.size());
    for (String text : texts) {
      WrittenTime written = WrittenTime.parse(text);
      days.add(written == null ? "" : written.day());
    }
    return days;
  }

  private static String dateType(List<String> texts) {
    boolean hasTime =
        texts.stream()
            .map(WrittenTime::parse)
            .anyMatch(
                written ->
                    written != null && written.time() != null && written.time().toNanoOfDay() != 0);
    return hasTime ? "datetime" : "date";
  }

  private static String textual(List<String> texts, Set<String> distinct) {
    if (texts.stream().allMatch(text -> WrittenBoolean.parse(text) != null)) {
      return "boolean";
    }
    if (texts.stream().allMatch(ColumnProfile::isTimeOfDay)) {
      return "time";
    }
    if (mostly(texts, EMAIL)) {
      return "email";
    }
    if (mostly(texts, URL)) {
      return "url";
    }
    if (mostly(texts, PHONE)) {
      return "phone";
    }
    if (texts.stream().anyMatch(text -> text.length() > 255 || text.indexOf('\n') >= 0)) {
      return "long_text";
    }
    return distinct.size() <= 20 && texts.size() >= distinct.size() * 4 ? "picklist" : "text";
  }

  private static boolean isTimeOfDay(String text) {
    WrittenTime written = WrittenTime.parse(text);
    return written != null && written.time() != null && written.day().isEmpty();
  }

  private static boolean mostly(List<String> texts, Pattern pattern) {
    long count = texts.stream().filter(text -> pattern.matcher(text).matches()).count();
    return count * 10 >= texts.size() * 9L;
  }

  /** Whether the values are ids of records. */
  public boolean looksLikeIds() {
    return !samples.isEmpty()
        && samples.stream()
            .allMatch(
                sample -> {
                  try {
                    return sample.length() == 36
                        && UUID.fromString(sample)
                            .toString()
                            .equals(sample.toLowerCase(Locale.ROOT));
                  } catch (IllegalArgumentException e) {
                    return false;
                  }
                });
  }
}
