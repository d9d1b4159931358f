package dev.trellis.metadata.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Functions of text. No text and an empty one are the same, and both are null here. */
final class Texts {
  /** UTF-16 units of a result; chains of SUBSTITUTE and LPAD would make any length otherwise. */
  static final int MAX_LENGTH = 131_072;

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final int MAX_NUMBER = 200;

  /** Parts of patterns that are no character. */
  private static final int ANY_TEXT = -1;

  private static final int ONE_CHARACTER = -2;
  private static final int NOTHING = -3;

  private Texts() {}

  /** Null for an empty text; refuses one that is too long. */
  static @Nullable String result(String text) {
    if (text.length() > MAX_LENGTH) {
      throw EvaluationException.of("text_too_long", "max", MAX_LENGTH);
    }
    return text.isEmpty() ? null : text;
  }

  static @Nullable String left(String text, BigDecimal count) {
    return result(text.substring(0, Math.clamp(Decimals.whole(count), 0, text.length())));
  }

  static @Nullable String right(String text, BigDecimal count) {
    int from = text.length() - Math.clamp(Decimals.whole(count), 0, text.length());
    return result(text.substring(from));
  }

  static @Nullable String middle(String text, BigDecimal start, BigDecimal count) {
    int from = Math.max(Decimals.whole(start), 1) - 1;
    int length = Decimals.whole(count);
    return from >= text.length() || length <= 0
        ? null
        : result(text.substring(from, (int) Math.min(text.length(), (long) from + length)));
  }

  /** A negative start counts from the end. */
  static @Nullable String from(String text, BigDecimal start, @Nullable BigDecimal count) {
    int place = Decimals.whole(start);
    int from = place < 0 ? Math.max(0, text.length() + place) : Math.max(place, 1) - 1;
    BigDecimal length = count == null ? BigDecimal.valueOf(text.length()) : count;
    return middle(text, BigDecimal.valueOf(from + 1L), length);
  }

  static BigDecimal find(String needle, String text, @Nullable BigDecimal from) {
    int start = from == null ? 0 : Math.max(Decimals.whole(from), 1) - 1;
    return BigDecimal.valueOf(text.indexOf(needle, start) + 1L);
  }

  static @Nullable String substituted(String text, String old, String replacement) {
    long hits = 0;
    for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
      hits++;
    }
    if (text.length() + hits * (replacement.length() - old.length()) > MAX_LENGTH) {
      throw EvaluationException.of("text_too_long", "max", MAX_LENGTH);
    }
    return result(text.replace(old, replacement));
  }

  static @Nullable String padded(
      String text, BigDecimal length, @Nullable String pad, boolean onTheLeft) {
    int wanted = Decimals.whole(length);
    if (wanted <= 0) {
      return null;
    }
    if (wanted > MAX_LENGTH) {
      throw EvaluationException.of("text_too_long", "max", MAX_LENGTH);
    }
    if (wanted <= text.length()) {
      return result(text.substring(0, wanted));
    }
    if (pad == null) {
      return text;
    }
    int missing = wanted - text.length();
    String filling = pad.repeat(missing / pad.length() + 1).substring(0, missing);
    return onTheLeft ? filling + text : text + filling;
  }

  /** U+0020 alone. */
  static @Nullable String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    return result(text.substring(from, to));
  }

  static Locale locale(@Nullable String name) {
    return name == null ? Locale.ROOT : Locale.forLanguageTag(name.replace('_', '-'));
  }

  static String capitalised(String text) {
    var result = new StringBuilder(text.length());
    boolean within = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      result.appendCodePoint(within ? Character.toLowerCase(c) : Character.toTitleCase(c));
      within = Character.isLetterOrDigit(c);
      i += Character.charCount(c);
    }
    return result.toString();
  }

  static @Nullable String character(BigDecimal code) {
    int point = Decimals.whole(code);
    return point <= 0 || !Character.isValidCodePoint(point) ? null : Character.toString(point);
  }

  static boolean isNumber(String text) {
    return text.length() <= MAX_NUMBER && NUMBER.matcher(text).matches();
  }

  static BigDecimal number(String text) {
    if (!isNumber(text)) {
      throw EvaluationException.of("not_a_number", "value", text);
    }
    return Decimals.bounded(new BigDecimal(text));
  }

  static boolean matches(String text, String pattern) {
    Pattern compiled = compiled(pattern);
    try {
      return compiled.matcher(new BoundedText(text)).matches();
    } catch (StackOverflowError _) {
      // A choice within a repetition goes a level deeper with each character.
      throw EvaluationException.of("regular_expression_too_slow");
    }
  }

  private static Pattern compiled(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException | StackOverflowError _) {
      throw EvaluationException.of("bad_regular_expression", "pattern", pattern);
    }
  }

  /**
   * {@code %} any text, {@code _} one character, {@code \} takes the next one as it is. Goes back
   * to the last {@code %} only, which is enough.
   */
  static boolean isLike(String text, String pattern) {
    int[] characters = text.codePoints().toArray();
    int[] parts = patternParts(pattern);
    int at = 0;
    int part = 0;
    int resumePart = -1;
    int resumeAt = 0;
    for (int steps = 0; at < characters.length; steps++) {
      if (steps > BoundedText.MAX_READS) {
        throw EvaluationException.of("regular_expression_too_slow");
      }
      int wanted = part < parts.length ? parts[part] : NOTHING;
      if (wanted == ANY_TEXT) {
        resumePart = ++part;
        resumeAt = at;
      } else if (wanted == ONE_CHARACTER || wanted == characters[at]) {
        part++;
        at++;
      } else if (resumePart >= 0) {
        part = resumePart;
        at = ++resumeAt;
      } else {
        return false;
      }
    }
    return Arrays.stream(parts, part, parts.length).allMatch(rest -> rest == ANY_TEXT);
  }

  private static int[] patternParts(String pattern) {
    int[] characters = pattern.codePoints().toArray();
    var parts = IntStream.builder();
    for (int i = 0; i < characters.length; i++) {
      boolean escapes = characters[i] == '\\' && i + 1 < characters.length;
      switch (characters[i]) {
        case '%' -> parts.add(ANY_TEXT);
        case '_' -> parts.add(ONE_CHARACTER);
        default -> parts.add(escapes ? characters[++i] : characters[i]);
      }
    }
    return parts.build().toArray();
  }

  /** Without a currency an amount has two places. */
  static String formatted(@Nullable String currency, BigDecimal amount) {
    int places = currency == null ? 2 : places(currency);
    String number =
        String.format(
            Locale.ROOT, "%,." + places + "f", amount.setScale(places, RoundingMode.HALF_UP));
    return currency == null ? number : currency + " " + number;
  }

  private static int places(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      throw EvaluationException.of("unknown_currency", "currency", currency);
    }
  }

  // --- for pages

  static String html(String text) {
    var result = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> result.append("&amp;");
        case '<' -> result.append("&lt;");
        case '>' -> result.append("&gt;");
        case '"' -> result.append("&quot;");
        case '\'' -> result.append("&#39;");
        case '\u00a9' -> result.append("&copy;");
        case '\u2028' -> result.append("<br>");
        case '\u2029' -> result.append("<p>");
        default -> result.append(c);
      }
    }
    return result.toString();
  }

  static String script(String text) {
    var result = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> result.append("\\\\");
        case '\'' -> result.append("\\'");
        case '"' -> result.append("\\\"");
        case '\n' -> result.append("\\n");
        case '\r' -> result.append("\\r");
        case '\t' -> result.append("\\t");
        case '\b' -> result.append("\\b");
        case '\f' -> result.append("\\f");
        case '<' -> result.append("\\u003C");
        case '>' -> result.append("\\u003E");
        case '\u2028' -> result.append("\\u2028");
        case '\u2029' -> result.append("\\u2029");
        default -> result.append(c);
      }
    }
    return result.toString();
  }

  static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String link(String url, String label, @Nullable String target) {
    return "<a href=\"%s\" target=\"%s\">%s</a>"
        .formatted(html(url), html(target == null ? "_blank" : target), html(label));
  }

  static String image(
      String url, String alternative, @Nullable BigDecimal height, @Nullable BigDecimal width) {
    return "<img src=\"%s\" alt=\"%s\"%s%s/>"
        .formatted(
            html(url), html(alternative), attribute("height", height), attribute("width", width));
  }

  private static String attribute(String name, @Nullable BigDecimal value) {
    return value == null ? "" : " " + name + "=\"" + Decimals.text(value) + "\"";
  }

  /**
   * The 18 characters of an id of 15, whose last three tell upper from lower case: each stands for
   * five characters. Any other text is itself.
   */
  static String caseSafe(String id) {
    if (id.length() != 15 || !id.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
      return id;
    }
    var result = new StringBuilder(id);
    for (int block = 0; block < 3; block++) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char c = id.charAt(block * 5 + i);
        if (c >= 'A' && c <= 'Z') {
          bits |= 1 << i;
        }
      }
      result.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".charAt(bits));
    }
    return result.toString();
  }

  /** A text that ends a search which reads it too often. */
  private static final class BoundedText implements CharSequence {
    private static final int MAX_READS = 1_000_000;

    private final String text;
    private int reads;

    BoundedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++reads > MAX_READS) {
        throw EvaluationException.of("regular_expression_too_slow");
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
