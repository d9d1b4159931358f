package dev.trellis.runtime.transfer.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text split into a day and a time of day: {@code 05.03.2024 14:30}, {@code 2024-03-05T14:30:00Z},
 * {@code 2024年3月5日 下午2点30分}.
 *
 * @param day what stands before the time, perhaps nothing
 * @param zone the offset that the text names
 */
record WrittenTime(String day, @Nullable LocalTime time, @Nullable ZoneId zone) {
  private static final int MAX_LENGTH = 64;
  private static final Pattern CLOCK =
      Pattern.compile(
          "(?<before>上午|下午|晚上|中午)?\\s*(?<hour>\\d{1,2})\\s*(?:[:：]|[点时])\\s*"
              + "(?:(?<minute>\\d{1,2})(?:分|(?:[:：]|分)(?<second>\\d{1,2})(?:[.,](?<fraction>\\d{1,9}))?秒?)?)?"
              + "\\s*(?<after>[AaPp]\\.?[Mm]\\.?)?\\s*(?<zone>Z|UTC|GMT|[+-]\\d{2}:?\\d{2})?$");

  static @Nullable WrittenTime parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    Matcher clock = CLOCK.matcher(text);
    if (!clock.find()) {
      return new WrittenTime(text, null, null);
    }
    String day = text.substring(0, clock.start()).strip();
    if (day.endsWith("T") || day.endsWith("t") || day.endsWith(",")) {
      day = day.substring(0, day.length() - 1).strip();
    }
    try {
      return new WrittenTime(day, time(clock), zone(clock.group("zone")));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalTime time(Matcher clock) {
    int hour = Integer.parseInt(clock.group("hour"));
    int minute = number(clock.group("minute"));
    int second = number(clock.group("second"));
    String fraction = clock.group("fraction");
    int nano = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    String half =
        clock.group("after") != null
            ? clock.group("after").toLowerCase(Locale.ROOT).substring(0, 1)
            : clock.group("before");
    if (half != null) {
      boolean isAfternoon =
          half.equals("p") || half.equals("下午") || half.equals("晚上") || half.equals("中午");
      if (hour > 12) {
        // "下午14:30" says it twice.
        hour = isAfternoon ? hour : 99;
      } else if (isAfternoon) {
        hour = hour == 12 ? 12 : hour + 12;
      } else {
        hour = hour == 12 ? 0 : hour;
      }
    }
    return LocalTime.of(hour, minute, second, nano / 1_000_000 * 1_000_000);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  private static @Nullable ZoneId zone(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return text.startsWith("+") || text.startsWith("-") ? ZoneOffset.of(text) : ZoneOffset.UTC;
  }

  /** Null when the day is none in that format. ISO days are understood whatever the format. */
  @Nullable LocalDate date(DateFormat format) {
    LocalDate date = format.parse(day);
    return date != null ? date : DateFormat.ISO.parse(day);
  }

  @Nullable Instant instant(DateFormat format, ZoneId standard) {
    LocalDate date = date(format);
    if (date == null) {
      return null;
    }
    return date.atTime(time == null ? LocalTime.MIDNIGHT : time)
        .atZone(zone == null ? standard : zone)
        .toInstant();
  }
}
