package dev.trellis.metadata.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions of days, moments and times of day. */
final class Times {
  static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);
  private static final long MILLIS_A_DAY = 86_400_000;
  private static final Pattern DAY = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern MOMENT =
      Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2}) (\\d{1,2}):(\\d{1,2}):(\\d{1,2}) *");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d{1,2}):(\\d{1,2})\\.(\\d{3})");
  private static final DateTimeFormatter MOMENT_TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME_TEXT =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private Times() {}

  static LocalDate date(BigDecimal year, BigDecimal month, BigDecimal day) {
    return date(Decimals.whole(year), Decimals.whole(month), Decimals.whole(day));
  }

  private static LocalDate date(int year, int month, int day) {
    try {
      return inRange(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      throw EvaluationException.of("no_such_date", "year", year, "month", month, "day", day);
    }
  }

  static LocalDate inRange(LocalDate date) {
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw EvaluationException.of("date_out_of_range");
    }
    return date;
  }

  private static Instant inRange(Instant instant) {
    inRange(LocalDate.ofInstant(instant, ZoneOffset.UTC));
    return instant;
  }

  static LocalDate date(String text) {
    Matcher parts = matched(DAY, text, "date");
    return date(number(parts, 1), number(parts, 2), number(parts, 3));
  }

  static Instant moment(String text) {
    Matcher parts = matched(MOMENT, text, "datetime");
    return date(number(parts, 1), number(parts, 2), number(parts, 3))
        .atTime(time(text, number(parts, 4), number(parts, 5), number(parts, 6), 0))
        .toInstant(ZoneOffset.UTC);
  }

  static LocalTime time(String text) {
    Matcher parts = matched(TIME, text, "time");
    return time(text, number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4));
  }

  private static LocalTime time(String text, int hour, int minute, int second, int millis) {
    if (hour > 23 || minute > 59 || second > 59) {
      throw EvaluationException.of("not_a_time", "value", text);
    }
    return LocalTime.of(hour, minute, second, millis * 1_000_000);
  }

  private static Matcher matched(Pattern pattern, String text, String type) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw EvaluationException.of("not_a_" + type, "value", text);
    }
    return matcher;
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  static LocalDate plus(LocalDate date, BigDecimal days) {
    try {
      return inRange(date.plusDays(Decimals.whole(days)));
    } catch (DateTimeException | ArithmeticException e) {
      throw EvaluationException.of("date_out_of_range");
    }
  }

  /** To the nearest second, half up. */
  static Instant plus(Instant moment, BigDecimal days) {
    try {
      long seconds =
          days.multiply(SECONDS_A_DAY)
              .add(new BigDecimal("0.5"))
              .setScale(0, RoundingMode.FLOOR)
              .longValueExact();
      return inRange(moment.plusSeconds(seconds));
    } catch (DateTimeException | ArithmeticException e) {
      throw EvaluationException.of("date_out_of_range");
    }
  }

  /** The clock goes round. */
  static LocalTime plus(LocalTime time, BigDecimal millis) {
    long sum =
        millis(time)
            + millis
                .setScale(0, RoundingMode.DOWN)
                .remainder(BigDecimal.valueOf(MILLIS_A_DAY))
                .longValue();
    return LocalTime.ofNanoOfDay(Math.floorMod(sum, MILLIS_A_DAY) * 1_000_000);
  }

  static BigDecimal between(LocalDate from, LocalDate to) {
    return BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to));
  }

  /** In days, with a fraction. */
  static BigDecimal between(Instant from, Instant to) {
    return seconds(from, to).divide(SECONDS_A_DAY, Decimals.EXACT);
  }

  private static BigDecimal seconds(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    return BigDecimal.valueOf(between.getSeconds()).add(BigDecimal.valueOf(between.getNano(), 9));
  }

  /** In milliseconds, forwards round the clock. */
  static BigDecimal between(LocalTime from, LocalTime to) {
    return BigDecimal.valueOf(Math.floorMod(millis(to) - millis(from), MILLIS_A_DAY));
  }

  private static long millis(LocalTime time) {
    return time.toNanoOfDay() / 1_000_000;
  }

  /** The last day of a month goes to the last day of the other; else the day, if there is one. */
  static LocalDate plusMonths(LocalDate date, BigDecimal months) {
    try {
      LocalDate moved = date.plusMonths(Decimals.whole(months));
      boolean isLast = date.getDayOfMonth() == date.lengthOfMonth();
      return inRange(isLast ? YearMonth.from(moved).atEndOfMonth() : moved);
    } catch (DateTimeException | ArithmeticException e) {
      throw EvaluationException.of("date_out_of_range");
    }
  }

  static Instant plusMonths(Instant moment, BigDecimal months) {
    var at = moment.atOffset(ZoneOffset.UTC);
    return plusMonths(at.toLocalDate(), months).atTime(at.toLocalTime()).toInstant(ZoneOffset.UTC);
  }

  static BigDecimal unix(Instant moment) {
    return BigDecimal.valueOf(moment.getEpochSecond());
  }

  static Instant fromUnix(BigDecimal seconds) {
    try {
      return inRange(
          Instant.ofEpochMilli(
              seconds.movePointRight(3).setScale(0, RoundingMode.DOWN).longValueExact()));
    } catch (DateTimeException | ArithmeticException e) {
      throw EvaluationException.of("date_out_of_range");
    }
  }

  static String text(Instant moment) {
    return MOMENT_TEXT.format(moment);
  }

  static String text(LocalTime time) {
    return TIME_TEXT.format(time);
  }

  /** {@code HH:MM:SS}, or {@code D:HH:MM:SS}; of a negative duration as of a positive one. */
  static String duration(BigDecimal seconds, boolean withDays) {
    BigDecimal[] days =
        withDays
            ? whole(seconds).divideAndRemainder(SECONDS_A_DAY)
            : new BigDecimal[] {BigDecimal.ZERO, whole(seconds)};
    BigDecimal[] hours = days[1].divideAndRemainder(BigDecimal.valueOf(3_600));
    int rest = hours[1].intValue();
    String clock =
        String.format(Locale.ROOT, "%02d:%02d:%02d", hours[0].toBigInteger(), rest / 60, rest % 60);
    return withDays ? days[0].toPlainString() + ":" + clock : clock;
  }

  private static BigDecimal whole(BigDecimal seconds) {
    return seconds.abs().setScale(0, RoundingMode.DOWN);
  }

  static String duration(LocalTime from, LocalTime to) {
    return duration(BigDecimal.valueOf(millis(from) - millis(to), 3), false);
  }

  static String duration(Instant from, Instant to) {
    return duration(seconds(from, to), true);
  }
}
