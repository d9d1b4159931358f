package dev.trellis.metadata.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Texts as SQL: one without characters is null, one that is too long as well. */
final class TextSql {
  /** UTF-16 units of a result, as the Java evaluator has it. */
  static final BigDecimal MAX_LENGTH = BigDecimal.valueOf(131_072);

  /** So many of the longest texts stay well below what PostgreSQL can hold at once. */
  private static final int PARTS = 90;

  private TextSql() {}

  /** One after another; blanks are skipped. */
  static String joined(List<String> parts) {
    return "formula_text(" + concatenated(parts) + ")";
  }

  private static String concatenated(List<String> parts) {
    if (parts.size() <= PARTS) {
      return "concat(" + String.join(", ", parts) + ")";
    }
    var groups = new ArrayList<String>();
    for (int from = 0; from < parts.size(); from += PARTS) {
      List<String> group = parts.subList(from, Math.min(from + PARTS, parts.size()));
      // Cut so that what is too long stays too long.
      groups.add("left(" + concatenated(group) + ", " + MAX_LENGTH.add(BigDecimal.ONE) + ")");
    }
    return concatenated(groups);
  }

  static String link(String url, String label, String target) {
    return "concat('<a href=\"', formula_html("
        + url
        + "), '\" target=\"', coalesce(formula_html("
        + target
        + "), '_blank'), '\">', formula_html("
        + label
        + "), '</a>')";
  }

  static String image(String url, String alternative, String height, String width) {
    return "concat('<img src=\"', formula_html("
        + url
        + "), '\" alt=\"', formula_html("
        + alternative
        + "), '\"', "
        + attribute("height", height)
        + ", "
        + attribute("width", width)
        + ", '/>')";
  }

  private static String attribute(String name, String number) {
    return "' " + name + "=\"' || trim_scale(" + number + ") || '\"'";
  }
}
