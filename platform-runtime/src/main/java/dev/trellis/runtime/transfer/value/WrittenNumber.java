package dev.trellis.runtime.transfer.value;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Currency;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A number as people write it: {@code 1,234.50}, {@code 1.234,50 €}, {@code ¥1,234}, {@code
 * (12.5)}, {@code 45%}, {@code 3.5万}. Grouping must be regular: {@code 1,5} is no fifteen.
 *
 * @param value without the percent sign's hundredth: {@code 45% → 45}
 */
record WrittenNumber(BigDecimal value, boolean isPercent, boolean isMoney) {
  private static final int MAX_LENGTH = 100;
  private static final Set<String> CURRENCIES =
      Stream.concat(
              Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode),
              Stream.of("RMB", "US", "HK", "NT", "CN", "A", "C", "R", "元", "人民币", "美元", "港元", "欧元"))
          .collect(Collectors.toUnmodifiableSet());
  private static final Pattern PARTS =
      Pattern.compile(
          "(?<before>\\D*?)(?<number>[.,]?\\d[\\d.,' ]*(?:[eE][+-]?\\d{1,2}(?!\\d))?)(?<after>\\D*)");
  private static final Pattern POINT =
      Pattern.compile(
          "(?:\\d{1,3}(?:,\\d{3})+|\\d{1,2}(?:,\\d{2})+,\\d{3}|\\d{1,3}(?:[' ]\\d{3})+|\\d*)(?:\\.\\d*)?(?:[eE][+-]?\\d+)?");
  private static final Pattern COMMA =
      Pattern.compile(
          "(?:\\d{1,3}(?:\\.\\d{3})+|\\d{1,3}(?:[' ]\\d{3})+|\\d*)(?:,\\d*)?(?:[eE][+-]?\\d+)?");

  /** Null when the text is no number. */
  static @Nullable WrittenNumber parse(String written, char decimalSeparator) {
    if (written.length() > MAX_LENGTH) {
      return null;
    }
    String text = plainForm(written);
    boolean isNegative = false;
    if (text.startsWith("(") && text.endsWith(")")) {
      isNegative = true;
      text = text.substring(1, text.length() - 1).strip();
    }
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    var signs = new Signs();
    if (!signs.take(parts.group("before"))
        || !signs.take(parts.group("after"))
        || isNegative && signs.isNegative) {
      return null;
    }
    BigDecimal number = digits(parts.group("number").strip(), decimalSeparator);
    if (number == null) {
      return null;
    }
    BigDecimal value = number.movePointRight(signs.zeros);
    return new WrittenNumber(
        isNegative || signs.isNegative ? value.negate() : value, signs.isPercent, signs.isMoney);
  }

  private static String plainForm(String written) {
    boolean isPlain = written.chars().allMatch(c -> c < 0x80);
    String text = isPlain ? written : Normalizer.normalize(written, Normalizer.Form.NFKC);
    return text.replace('\u2212', '-')
        .replace('\u2019', '\'')
        .replace('\u00a0', ' ')
        .replace('\u202f', ' ')
        .strip();
  }

  private static @Nullable BigDecimal digits(String text, char decimalSeparator) {
    Pattern pattern = decimalSeparator == ',' ? COMMA : POINT;
    if (!pattern.matcher(text).matches()) {
      return null;
    }
    String plain =
        decimalSeparator == ','
            ? text.replaceAll("[.' ]", "").replace(',', '.')
            : text.replaceAll("[,' ]", "");
    try {
      return new BigDecimal(plain);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** What stands before and after the digits: sign, currency, percent sign, 万 and 亿. */
  private static final class Signs {
    private boolean isNegative;
    private boolean hasSign;
    private boolean isPercent;
    private boolean isMoney;
    private int zeros;

    boolean take(String text) {
      for (int i = 0; i < text.length(); ) {
        char c = text.charAt(i);
        if (c == ' ') {
          i++;
        } else if (c == '-' || c == '+') {
          if (hasSign) {
            return false;
          }
          hasSign = true;
          isNegative = c == '-';
          i++;
        } else if (c == '%' && !isPercent) {
          isPercent = true;
          i++;
        } else if (Character.getType(c) == Character.CURRENCY_SYMBOL) {
          isMoney = true;
          i++;
        } else if ((c == '万' || c == '亿') && zeros < 12) {
          zeros += c == '万' ? 4 : 8;
          i++;
        } else if (Character.isLetter(c)) {
          int end = i;
          while (end < text.length()
              && Character.isLetter(text.charAt(end))
              && text.charAt(end) != '万'
              && text.charAt(end) != '亿') {
            end++;
          }
          if (!CURRENCIES.contains(text.substring(i, end))) {
            return false;
          }
          isMoney = true;
          i = end;
        } else {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * The separator with which more of the values are numbers; the point when it makes no difference.
   */
  static char decimalSeparator(Collection<String> values) {
    long point = values.stream().filter(value -> parse(value, '.') != null).count();
    long comma = values.stream().filter(value -> parse(value, ',') != null).count();
    return comma > point ? ',' : '.';
  }
}
