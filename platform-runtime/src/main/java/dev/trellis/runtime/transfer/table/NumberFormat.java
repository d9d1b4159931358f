package dev.trellis.runtime.transfer.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the number of a workbook's cell stands for. */
enum NumberFormat {
  PLAIN,
  PERCENT,
  /** A day, perhaps with a time of day. */
  DATE,
  TIME,
  /** More than 24 hours are shown as such: {@code [h]:mm}. */
  ELAPSED;

  private static final Set<Integer> DATES =
      Set.of(14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58);
  private static final Set<Integer> TIMES = Set.of(18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56);
  private static final long MAX_SERIAL = 2_958_466; // 10000-01-01
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

  static NumberFormat of(String id, @Nullable String code) {
    if (code != null) {
      return ofCode(code);
    }
    try {
      int number = Integer.parseInt(id);
      return number == 9 || number == 10
          ? PERCENT
          : number == 46
              ? ELAPSED
              : DATES.contains(number) ? DATE : TIMES.contains(number) ? TIME : PLAIN;
    } catch (NumberFormatException e) {
      return PLAIN;
    }
  }

  private static NumberFormat ofCode(String code) {
    String first = code.split(";", 2)[0].toLowerCase(Locale.ROOT);
    if (first.matches(".*\\[(h+|m+|s+)].*")) {
      return ELAPSED;
    }
    String bare = first.replaceAll("\"[^\"]*\"?|\\\\.|\\[[^\\]]*]|_.|\\*.", "");
    if (bare.contains("general") || bare.equals("@")) {
      return PLAIN;
    }
    boolean hasDay = bare.contains("y") || bare.contains("d");
    boolean hasClock = bare.contains("h") || bare.contains("s");
    if (hasDay || bare.contains("m") && !hasClock) {
      return DATE;
    }
    if (hasClock) {
      return TIME;
    }
    return bare.contains("%") ? PERCENT : PLAIN;
  }

  /**
   * The number as the platform writes what it stands for; as it is when it is no number of that
   * kind.
   */
  String render(String raw, boolean startsIn1904) {
    BigDecimal number = number(raw);
    if (number == null) {
      return raw;
    }
    return switch (this) {
      case PLAIN -> plain(number);
      case PERCENT -> plain(number.movePointRight(2)) + "%";
      case DATE -> date(number, startsIn1904);
      case TIME ->
          number.signum() >= 0 && number.compareTo(BigDecimal.ONE) < 0
              ? time(number)
              : date(number, startsIn1904);
      case ELAPSED -> elapsed(number);
    };
  }

  /** Null for what is no number, or one that would be written with hundreds of zeros. */
  private static @Nullable BigDecimal number(String raw) {
    if (raw.length() > 64) {
      return null;
    }
    try {
      var number = new BigDecimal(raw.strip());
      return Math.abs((long) number.precision() - number.scale()) > 60 || number.scale() > 400
          ? null
          : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * Excel keeps binary doubles and writes 17 digits, of which it shows 15: {@code
   * 0.30000000000000004 → 0.3}. Numbers with more digits come from other programs, which mean them.
   */
  private static String plain(BigDecimal number) {
    int digits = number.stripTrailingZeros().precision();
    boolean isDouble = (digits == 16 || digits == 17) && number.stripTrailingZeros().scale() > 0;
    BigDecimal shown = isDouble ? number.round(new MathContext(15)) : number;
    return shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString();
  }

  private static String date(BigDecimal serial, boolean startsIn1904) {
    if (serial.signum() < 0 || serial.compareTo(BigDecimal.valueOf(MAX_SERIAL)) >= 0) {
      return plain(serial);
    }
    long day = serial.longValue();
    long millis = millis(serial.subtract(BigDecimal.valueOf(day)));
    // Excel believes in 29 February 1900; days before it are one later than they seem.
    LocalDate epoch =
        startsIn1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, day < 60 ? 31 : 30);
    LocalDateTime at = epoch.plusDays(day).atStartOfDay().plus(millis, ChronoUnit.MILLIS);
    if (at.toLocalTime().equals(LocalTime.MIDNIGHT)) {
      return at.toLocalDate().toString();
    }
    return at.getNano() == 0 ? SECONDS.format(at) : at.toString();
  }

  private static String time(BigDecimal part) {
    long millis = Math.min(millis(part), 86_399_999);
    LocalTime time = LocalTime.MIDNIGHT.plus(millis, ChronoUnit.MILLIS);
    return time.getNano() == 0
        ? DateTimeFormatter.ofPattern("HH:mm:ss").format(time)
        : time.toString();
  }

  private static String elapsed(BigDecimal days) {
    long seconds = Math.round(days.doubleValue() * 86_400);
    long abs = Math.abs(seconds);
    return "%s%d:%02d:%02d".formatted(seconds < 0 ? "-" : "", abs / 3_600, abs / 60 % 60, abs % 60);
  }

  private static long millis(BigDecimal part) {
    long millis =
        part.multiply(BigDecimal.valueOf(86_400_000)).setScale(0, RoundingMode.HALF_UP).longValue();
    // Times of day are kept to some microseconds only: 09:30 comes as 09:29:59.999.
    long rounded = Math.round(millis / 1_000.0) * 1_000;
    return Math.abs(millis - rounded) <= 2 ? rounded : millis;
  }
}
