package dev.trellis.metadata.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an auto-number is written: {@code C-{YYYY}-{00000}} gives {@code C-2026-00042}. The zeros say
 * the least number of digits; {@code {YYYY}}, {@code {YY}}, {@code {MM}} and {@code {DD}} stand for
 * the day of creation in the tenant's time zone. The number goes on across years.
 */
public final class AutoNumberFormat {
  private static final Pattern PLACE = Pattern.compile("\\{(0+|YYYY|YY|MM|DD)}");

  private final List<String> parts;

  private AutoNumberFormat(List<String> parts) {
    this.parts = List.copyOf(parts);
  }

  public static AutoNumberFormat parse(String format) {
    var parts = new ArrayList<String>();
    Matcher matcher = PLACE.matcher(format);
    int end = 0;
    boolean hasNumber = false;
    while (matcher.find()) {
      parts.add(format.substring(end, matcher.start()));
      parts.add(matcher.group(1));
      hasNumber |= matcher.group(1).startsWith("0");
      end = matcher.end();
    }
    parts.add(format.substring(end));
    if (!hasNumber) {
      parts.add("0");
      parts.add("");
    }
    return new AutoNumberFormat(parts);
  }

  public String format(long number, LocalDate day) {
    var text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      text.append(i % 2 == 0 ? parts.get(i) : place(parts.get(i), number, day));
    }
    return text.toString();
  }

  private static String place(String place, long number, LocalDate day) {
    return switch (place) {
      case "YYYY" -> "%04d".formatted(day.getYear());
      case "YY" -> "%02d".formatted(day.getYear() % 100);
      case "MM" -> "%02d".formatted(day.getMonthValue());
      case "DD" -> "%02d".formatted(day.getDayOfMonth());
      default -> ("%0" + place.length() + "d").formatted(number);
    };
  }
}
