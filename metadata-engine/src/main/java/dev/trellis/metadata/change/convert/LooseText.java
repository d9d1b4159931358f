package dev.trellis.metadata.change.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people meant by a text that stood in for a number, a flag or a day. */
final class LooseText {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> TRUE = Set.of("true", "yes", "y", "1", "on", "是", "真", "有");
  private static final Set<String> FALSE = Set.of("false", "no", "n", "0", "off", "否", "假", "无");
  private static final Pattern GROUPED =
      Pattern.compile("[+-]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|[+-]?(?:\\d+\\.?\\d*|\\.\\d+)");
  private static final Pattern DECORATION = Pattern.compile("^[¥$€£]\\s*|\\s*(?:%|元)$");
  private static final DateTimeFormatter SLASHED =
      DateTimeFormatter.ofPattern("uuuu/M/d").withResolverStyle(ResolverStyle.STRICT);

  private LooseText() {}

  /** {@code 1,234.50}, {@code ¥ 12}, {@code 15 %}, full-width digits; null when it is no number. */
  static @Nullable JsonNode number(String text) {
    String plain =
        DECORATION
            .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).strip())
            .replaceAll("")
            .strip();
    return GROUPED.matcher(plain).matches()
        ? NODES.numberNode(new BigDecimal(plain.replace(",", "")))
        : null;
  }

  static @Nullable JsonNode bool(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (TRUE.contains(lower)) {
      return NODES.booleanNode(true);
    }
    return FALSE.contains(lower) ? NODES.booleanNode(false) : null;
  }

  /** As ISO-8601 where it can be read, else as it is. */
  static String date(String text, ZoneId zone) {
    try {
      if (text.indexOf('/') > 0) {
        return LocalDate.parse(text, SLASHED).toString();
      }
      return text.indexOf('T') > 0
          ? OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDate().toString()
          : text;
    } catch (DateTimeException e) {
      return text;
    }
  }

  /** A day alone stands for its beginning. */
  static String datetime(String text, ZoneId zone) {
    try {
      return text.indexOf('T') > 0
          ? text
          : LocalDate.parse(date(text, zone)).atStartOfDay(zone).toInstant().toString();
    } catch (DateTimeException e) {
      return text;
    }
  }

  static String asHtml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\n", "<br>");
  }
}
