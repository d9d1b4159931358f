package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A text in several languages, by locale ({@code en}, {@code zh-CN}). A plain string in a document
 * is the same as one for {@code en}.
 */
public record Label(@JsonValue Map<String, String> texts) {
  public static final String DEFAULT_LOCALE = "en";

  public Label {
    texts = texts instanceof SmallMap ? texts : new SmallMap(texts);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Label fromJson(Object json) {
    if (json instanceof Map<?, ?> map) {
      var texts = new LinkedHashMap<String, String>();
      map.forEach((locale, text) -> texts.put(String.valueOf(locale), String.valueOf(text)));
      return new Label(texts);
    }
    return of(String.valueOf(json));
  }

  public static Label of(String text) {
    return new Label(Map.of(DEFAULT_LOCALE, text));
  }

  /** The text for a locale, else for its language, else in English, else any, else empty. */
  public String in(String locale) {
    String exact = texts.get(locale);
    if (exact != null) {
      return exact;
    }
    int dash = locale.indexOf('-');
    String language = dash < 0 ? locale : locale.substring(0, dash);
    for (var entry : texts.entrySet()) {
      if (entry.getKey().equals(language) || entry.getKey().startsWith(language + "-")) {
        return entry.getValue();
      }
    }
    String english = texts.get(DEFAULT_LOCALE);
    return english != null ? english : texts.values().stream().findFirst().orElse("");
  }
}
