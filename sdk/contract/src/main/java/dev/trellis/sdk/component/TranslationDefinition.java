package dev.trellis.sdk.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Texts of other components in one language, over what those say themselves.
 *
 * @param locale {@code zh-CN}
 * @param texts by path: {@code field/deal.amount/label}, {@code field/deal.stage/values/Won},
 *     {@code object/deal/plural_label}
 */
public record TranslationDefinition(String name, String locale, Map<String, String> texts)
    implements Component {
  public TranslationDefinition {
    texts = texts == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  @Override
  public Kind kind() {
    return Kind.TRANSLATION;
  }
}
