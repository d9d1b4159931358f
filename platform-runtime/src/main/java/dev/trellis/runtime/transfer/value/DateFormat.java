package dev.trellis.runtime.transfer.value;

import java.text.ParsePosition;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How days are written, as a pattern of {@code d, M, y} and what stands between them: {@code
 * dd-MM-yy}, {@code yyyy年M月d日}. One digit is taken for two; years of two digits lie between 1950
 * and 2049; a 31 February is no date.
 */
public final class DateFormat {
  private static final Pattern TOKEN = Pattern.compile("[yu]+|M+|d+|[^A-Za-z']|'([^']*)'");
  private static final Pattern CLOCK_PART = Pattern.compile("['\\sT,]*[Hhk]{1,2}.*$");
  private static final LocalDate CENTURY = LocalDate.of(1950, 1, 1);
  private static final int MAX_LENGTH = 40;

  public static final DateFormat ISO = of("yyyy-MM-dd").orElseThrow();

  /** In order of preference where values leave the choice. */
  private static final List<DateFormat> KNOWN =
      List.of(
              "yyyy-MM-dd",
              "yyyy/MM/dd",
              "yyyy.MM.dd",
              "yyyy年M月d日",
              "yyyyMMdd",
              "dd.MM.yyyy",
              "dd/MM/yyyy",
              "MM/dd/yyyy",
              "dd-MM-yyyy",
              "MM-dd-yyyy",
              "dd.MM.yy",
              "dd/MM/yy",
              "MM/dd/yy",
              "dd-MM-yy",
              "MM-dd-yy",
              "yy-MM-dd",
              "yy/MM/dd",
              "dd MMM yyyy",
              "dd-MMM-yyyy",
              "dd MMM yy",
              "dd-MMM-yy",
              "MMM dd, yyyy",
              "MMM dd yyyy",
              "dd MMMM yyyy",
              "MMMM dd, yyyy",
              "M月d日yyyy年")
          .stream()
          .map(pattern -> of(pattern).orElseThrow())
          .toList();

  private final String pattern;
  private final DateTimeFormatter formatter;

  private DateFormat(String pattern, DateTimeFormatter formatter) {
    this.pattern = pattern;
    this.formatter = formatter;
  }

  /**
   * Empty when the pattern does not name a day, a month and a year once each. A clock in it is left
   * out: it needs no pattern.
   */
  public static Optional<DateFormat> of(String written) {
    if (written.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    String pattern =
        CLOCK_PART.matcher(written.strip()).replaceFirst("").replace('Y', 'y').replace('D', 'd');
    boolean isFixedWidth = !pattern.matches(".*[^yuMd].*");
    var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    Matcher token = TOKEN.matcher(pattern);
    int end = 0;
    var seen = new StringBuilder();
    while (end < pattern.length() && token.find(end) && token.start() == end) {
      append(builder, token, isFixedWidth);
      char first = token.group().charAt(0);
      seen.append(first == 'u' ? 'y' : "yMd".indexOf(first) >= 0 ? first : "");
      end = token.end();
    }
    boolean isComplete =
        end == pattern.length()
            && seen.length() == 3
            && "yMd".chars().allMatch(c -> seen.indexOf("" + (char) c) >= 0);
    if (!isComplete) {
      return Optional.empty();
    }
    return Optional.of(
        new DateFormat(
            pattern,
            builder
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT)
                .withChronology(IsoChronology.INSTANCE)));
  }

  private static void append(
      DateTimeFormatterBuilder builder, Matcher token, boolean isFixedWidth) {
    String text = token.group();
    switch (text.charAt(0)) {
      case 'y', 'u' -> {
        if (text.length() == 2) {
          builder.appendValueReduced(ChronoField.YEAR, 2, 2, CENTURY);
        } else {
          builder.appendValue(ChronoField.YEAR, 4);
        }
      }
      case 'M' -> {
        if (text.length() == 3) {
          builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
        } else if (text.length() > 3) {
          builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.FULL);
        } else {
          number(builder, ChronoField.MONTH_OF_YEAR, isFixedWidth);
        }
      }
      case 'd' -> number(builder, ChronoField.DAY_OF_MONTH, isFixedWidth);
      default -> builder.appendLiteral(token.group(1) != null ? token.group(1) : text);
    }
  }

  private static void number(
      DateTimeFormatterBuilder builder, ChronoField field, boolean isFixedWidth) {
    if (isFixedWidth) {
      builder.appendValue(field, 2);
    } else {
      builder.appendValue(field, 1, 2, SignStyle.NOT_NEGATIVE);
    }
  }

  public String pattern() {
    return pattern;
  }

  @Nullable LocalDate parse(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return null;
    }
    // What is no date is no exception: columns of text are tried in every format.
    var position = new ParsePosition(0);
    if (formatter.parseUnresolved(text, position) == null || position.getIndex() < text.length()) {
      return null;
    }
    try {
      return LocalDate.parse(text, formatter);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /**
   * @param best the format that fits the values best
   * @param alternatives others that fit just as many values and read them as other days, when
   *     nothing speaks against them
   */
  public record Detected(DateFormat best, List<DateFormat> alternatives) {}

  /**
   * The format of a column, when nine of ten values have it. Of several that fit, the one whose
   * days lie closest together: {@code 20-10-16, 01-03-17} are five months as {@code dd-MM-yy} and
   * nineteen years as {@code yy-MM-dd}.
   */
  static Optional<Detected> detect(Collection<String> days) {
    record Fit(DateFormat format, int count, long span) {}
    var fits = new ArrayList<Fit>();
    for (DateFormat format : KNOWN) {
      int count = 0;
      long first = Long.MAX_VALUE;
      long last = Long.MIN_VALUE;
      int misses = 0;
      for (String day : days) {
        LocalDate date = format.parse(day);
        if (date == null && ++misses * 10 > days.size()) {
          break;
        }
        if (date != null) {
          count++;
          first = Math.min(first, date.toEpochDay());
          last = Math.max(last, date.toEpochDay());
        }
      }
      if (count > 0 && misses * 10 <= days.size()) {
        fits.add(new Fit(format, count, last - first));
      }
    }
    if (fits.isEmpty()) {
      return Optional.empty();
    }
    int most = fits.stream().mapToInt(Fit::count).max().orElseThrow();
    List<Fit> equal = fits.stream().filter(fit -> fit.count == most).toList();
    long narrowest = equal.stream().mapToLong(Fit::span).min().orElseThrow();
    // Four times as far apart is no accident any more; less leaves the order of preference to
    // decide, and is said.
    List<Fit> likely = equal.stream().filter(fit -> fit.span <= narrowest * 4 + 30).toList();
    Fit best =
        likely.stream()
            .min(Comparator.comparingInt(fit -> KNOWN.indexOf(fit.format)))
            .orElseThrow();
    List<DateFormat> others =
        likely.stream()
            .filter(fit -> fit != best)
            .map(Fit::format)
            .filter(other -> differs(best.format, other, days))
            .toList();
    return Optional.of(new Detected(best.format, others));
  }

  private static boolean differs(DateFormat one, DateFormat other, Collection<String> days) {
    return days.stream()
        .anyMatch(
            day -> {
              LocalDate date = one.parse(day);
              return date != null && !date.equals(other.parse(day));
            });
  }

  @Override
  public String toString() {
    return pattern;
  }
}
