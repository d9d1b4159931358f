package dev.trellis.runtime.problem;

import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The message bundles. {@code title.<code>} names a problem, {@code detail.<key>} explains it,
 * {@code <code>} is the text of a violation; {@code {name}} stands for a parameter, and {@code
 * {count|record|records}} for one of the words, by a parameter that is a number.
 */
public final class ProblemTexts {
  private static final Map<String, Properties> BUNDLES =
      Map.of(
          AcceptedLanguage.ENGLISH, load("/messages/problems_en.properties"),
          AcceptedLanguage.CHINESE, load("/messages/problems_zh_CN.properties"));

  private ProblemTexts() {}

  public static String title(String language, String code) {
    return fill(find(language, "title." + code), "title." + code, Map.of());
  }

  /** A detail without a text of its own shares the one of the violation of the same name. */
  static String detail(String language, String key, Map<String, Object> params) {
    String own = find(language, "detail." + key);
    return fill(own != null ? own : find(language, key), key, params);
  }

  /** In its own words, where it has some. */
  public static String violation(String language, Violation violation) {
    String own = violation.texts().get(language);
    return own != null ? own : violation(language, violation.code(), violation.params());
  }

  public static String violation(String language, String code, Map<String, Object> params) {
    return fill(find(language, code), code, params);
  }

  static Properties bundle(String language) {
    return BUNDLES.getOrDefault(language, BUNDLES.get(AcceptedLanguage.ENGLISH));
  }

  private static @Nullable String find(String language, String key) {
    return bundle(language).getProperty(key);
  }

  /** A missing text shows its key: a test keeps that from happening, a user can still report it. */
  private static String fill(@Nullable String text, String key, Map<String, Object> params) {
    if (text == null) {
      return key;
    }
    if (text.indexOf('{') < 0) {
      return text;
    }
    var filled = new StringBuilder(text.length() + 32);
    int position = 0;
    while (true) {
      int open = text.indexOf('{', position);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        return filled.append(text, position, text.length()).toString();
      }
      filled.append(text, position, open).append(filledIn(text.substring(open + 1, close), params));
      position = close + 1;
    }
  }

  private static String filledIn(String placeholder, Map<String, Object> params) {
    String[] parts = placeholder.split("\\|", -1);
    if (!params.containsKey(parts[0])) {
      return "{" + placeholder + "}";
    }
    if (parts.length < 3) {
      return display(params.get(parts[0]));
    }
    boolean isOne = params.get(parts[0]) instanceof Number number && number.longValue() == 1;
    return parts[isOne ? 1 : 2];
  }

  private static String display(@Nullable Object value) {
    return value instanceof Collection<?> values
        ? values.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(value);
  }

  private static Properties load(String resource) {
    var properties = new Properties();
    try (var stream = ProblemTexts.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("missing " + resource);
      }
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
