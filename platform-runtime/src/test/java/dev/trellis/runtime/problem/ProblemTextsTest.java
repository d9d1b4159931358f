package dev.trellis.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.change.plan.Impact;
import dev.trellis.sdk.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProblemTextsTest {
  private static final List<String> LANGUAGES =
      List.of(AcceptedLanguage.ENGLISH, AcceptedLanguage.CHINESE);
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}|]*)[^}]*}");
  private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z0-9_]*)\".*", Pattern.DOTALL);

  @Test
  void everyErrorCodeHasATitleAndADetailInBothLanguages() {
    for (String language : LANGUAGES) {
      for (ErrorCode code : ErrorCode.values()) {
        assertThat(ProblemTexts.bundle(language).stringPropertyNames())
            .contains("title." + code.code(), "detail." + code.code());
      }
    }
  }

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() {
    var english = ProblemTexts.bundle(AcceptedLanguage.ENGLISH);
    var chinese = ProblemTexts.bundle(AcceptedLanguage.CHINESE);
    assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
    }
  }

  /** Properties keep the last of two texts, so that the first meaning would say the second's. */
  @Test
  void noKeyIsThereTwice() throws IOException {
    for (String file : List.of("problems_en", "problems_zh_CN")) {
      List<String> keys =
          Files.readAllLines(Path.of("src/main/resources/messages", file + ".properties")).stream()
              .filter(line -> !line.startsWith("#") && line.contains("="))
              .map(line -> line.substring(0, line.indexOf('=')))
              .toList();
      assertThat(keys).as(file).doesNotHaveDuplicates();
    }
  }

  @Test
  void everyViolationCodeInTheSourcesHasATextInBothLanguages() throws IOException {
    Set<String> codes = literals("Violation.of(", 1);
    codes.addAll(literals(".refuse(", 1));
    codes.addAll(literals("fields.check(", 3));
    codes.addAll(literals("ExpressionException.at(", 1));
    codes.addAll(literals("compilation.add(", 1));
    assertThat(codes).contains("unknown_property");
    for (String language : LANGUAGES) {
      var missing = new TreeSet<>(codes);
      missing.removeAll(ProblemTexts.bundle(language).stringPropertyNames());
      assertThat(missing).as(language).isEmpty();
    }
  }

  @Test
  void everyPlaceholderOfAViolationIsFilled() throws IOException {
    var english = ProblemTexts.bundle(AcceptedLanguage.ENGLISH);
    for (List<String> arguments : callsOf("Violation.of(")) {
      String text = english.getProperty(literal(arguments, 1));
      if (text != null) {
        assertThat(parameters(arguments)).as("%s", arguments).containsAll(placeholders(text));
      }
    }
  }

  @Test
  void everyDetailKeyInTheSourcesHasATextInBothLanguages() throws IOException {
    Set<String> keys = literals("PlatformException.of(", 1);
    assertThat(keys).contains("body_missing");
    for (String language : LANGUAGES) {
      for (String key : keys) {
        assertThat(ProblemTexts.detail(language, key, Map.of())).as(key).isNotEqualTo(key);
      }
    }
  }

  @Test
  void everyEffectOnRecordsHasATextInBothLanguages() {
    for (String language : LANGUAGES) {
      for (Impact.Effect effect : Impact.Effect.values()) {
        assertThat(ProblemTexts.bundle(language).stringPropertyNames())
            .contains("impact_" + effect.wire());
      }
    }
  }

  @Test
  void aNumberChoosesBetweenOneAndMany() {
    assertThat(
            ProblemTexts.violation(
                "en", "impact_convert", Map.<String, Object>of("rows", 1L, "failing", 0L)))
        .isEqualTo("1 value is converted; 0 do not convert.");
    assertThat(ProblemTexts.violation("en", "impact_hide_records", Map.of("rows", 12)))
        .isEqualTo("12 records are hidden, and gone for good after 30 days.");
  }

  @Test
  void parametersFillTheirPlaceholders() {
    assertThat(ProblemTexts.violation("en", "too_long", Map.of("max", 40)))
        .isEqualTo("At most 40 characters are allowed.");
    assertThat(ProblemTexts.violation("zh-CN", "too_long", Map.of("max", 40)))
        .isEqualTo("最多允许 40 个字符。");
  }

  @Test
  void typesAndPlacesOfFormulasAreNamedInTheLanguage() {
    Map<String, Object> params =
        Map.of(
            "function",
            "YEAR",
            "wants",
            "date|datetime|number",
            "got",
            "stage (picklist)",
            "position",
            9,
            "line",
            1,
            "column",
            10);
    assertThat(ProblemTexts.violation("en", "formula_argument_type", params))
        .isEqualTo(
            "YEAR wants a date, a datetime or a number, but finds stage (picklist); column 10.");
    assertThat(ProblemTexts.violation("zh-CN", "formula_argument_type", params))
        .isEqualTo("YEAR 需要 日期、日期时间或数字，实际为 stage (选项)；第 10 列。");
  }

  @Test
  void aPlaceBehindTheFirstLineNamesTheLine() {
    Map<String, Object> params =
        Map.of("name", "ROUNDD", "suggestion", "ROUND", "position", 9, "line", 3, "column", 4);
    assertThat(ProblemTexts.violation("en", "unknown_function", params))
        .isEqualTo("There is no function ROUNDD; line 3, column 4. Did you mean ROUND?");
    assertThat(ProblemTexts.violation("zh-CN", "unknown_function", params))
        .isEqualTo("没有名为 ROUNDD 的函数；第 3 行第 4 列。您是否想写 ROUND？");
  }

  @Test
  void countsOfArgumentsAgree() {
    Map<String, Object> params =
        Map.of("function", "ABS", "wants", "1", "got", 2, "position", 0, "line", 1, "column", 1);
    assertThat(ProblemTexts.violation("en", "formula_argument_count", params))
        .isEqualTo("ABS wants 1 argument, but has 2; column 1.");
  }

  @Test
  void aPlaceholderInAValueIsNotFilledAgain() {
    assertThat(ProblemTexts.violation("en", "unknown_property", Map.of("property", "{property}")))
        .isEqualTo("There is no property \"{property}\".");
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }

  /** String literals at the given argument position of each call in the main sources. */
  private static Set<String> literals(String call, int position) throws IOException {
    return callsOf(call).stream()
        .map(arguments -> literal(arguments, position))
        .filter(found -> !found.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of what a violation is given after its place and code. */
  private static Set<String> parameters(List<String> arguments) {
    var names = new TreeSet<String>();
    for (int i = 2; i < arguments.size(); i += 2) {
      names.add(literal(arguments, i));
    }
    return names;
  }

  /** The text that stands literally at the position, or blank. */
  private static String literal(List<String> arguments, int position) {
    if (arguments.size() <= position) {
      return "";
    }
    Matcher literal = LITERAL.matcher(arguments.get(position).strip());
    return literal.matches() ? literal.group(1) : "";
  }

  /** The arguments of each call in the main sources. */
  private static List<List<String>> callsOf(String call) throws IOException {
    var found = new ArrayList<List<String>>();
    for (Path source : sources()) {
      String text = Files.readString(source);
      for (int at = text.indexOf(call); at >= 0; at = text.indexOf(call, at + 1)) {
        found.add(arguments(text, at + call.length()));
      }
    }
    return found;
  }

  private static List<Path> sources() throws IOException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    var sources = new ArrayList<Path>();
    // Not all that lies there: the database of these very tests comes and goes under target.
    for (String module :
        List.of("sdk/contract", "metadata-engine", "app-exchange", "platform-runtime")) {
      Path folder = root.resolve(module).resolve("src/main/java/dev/trellis");
      if (Files.exists(folder)) {
        try (var files = Files.walk(folder)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    return sources;
  }

  /** Splits a call's arguments at top-level commas; strings and nested calls are skipped over. */
  private static List<String> arguments(String text, int start) {
    var arguments = new ArrayList<String>();
    int depth = 0;
    int from = start;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        i = endOfString(text, i);
      } else if (c == '(' || c == '{' || c == '[') {
        depth++;
      } else if (c == ',' && depth == 0) {
        arguments.add(text.substring(from, i));
        from = i + 1;
      } else if (c == ')' || c == '}' || c == ']') {
        if (depth-- == 0) {
          arguments.add(text.substring(from, i));
          return arguments;
        }
      }
    }
    return arguments;
  }

  private static int endOfString(String text, int open) {
    int i = open + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }
}
