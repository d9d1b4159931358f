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
 * @param labels texts of the tenant's own by name, which formulas read as {@code $Label.name}
 */
public record TranslationDefinition(
    String name, String locale, Map<String, String> texts, Map<String, String> labels)
    implements Component {
  public TranslationDefinition {
    texts = texts == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    labels = labels == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  @Override
  public Kind kind() {
    return Kind.TRANSLATION;
  }
}
