package dev.trellis.runtime.problem;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What messages about formulas have in common, in one language. */
record Phrases(Properties bundle) {
  /** {@code amount (currency)}: what it is called, and its type. */
  private static final Pattern NAMED = Pattern.compile("(.*) \\((\\w+)\\)", Pattern.DOTALL);

  /** Where in a formula; the line only where there are several. */
  String place(Map<String, Object> params) {
    boolean isFirst = !(params.get("line") instanceof Integer line) || line == 1;
    return text(isFirst ? "place.column" : "place.line")
        .replace("{line}", String.valueOf(params.get("line")))
        .replace("{column}", String.valueOf(params.get("column")));
  }

  /** Follows a message that comes with a better idea. */
  String suggestion(Map<String, Object> params) {
    Object meant = params.get("suggestion");
    return meant == null ? "" : text("suggestion").replace("{suggestion}", meant.toString());
  }

  /** {@code date|number -> a date or a number}, {@code amount (currency)} stays. */
  String type(String value) {
    Matcher named = NAMED.matcher(value);
    if (named.matches()) {
      return "%s (%s)".formatted(named.group(1), kind(named.group(2)));
    }
    List<String> names =
        List.of(value.split("\\|")).stream().map(each -> name(each, 0)).distinct().toList();
    int last = names.size() - 1;
    return last == 0
        ? names.getFirst()
        : String.join(text("list.other"), names.subList(0, last))
            + text("list.last")
            + names.get(last);
  }

  /** A type without an article. */
  String kind(String value) {
    return name(value, 1);
  }

  private String name(String type, int form) {
    String forms = bundle.getProperty("type." + type);
    return forms == null ? type : forms.split("\\|")[form];
  }

  private String text(String key) {
    return bundle.getProperty(key, key);
  }
}
