package dev.trellis.metadata.catalog;

import dev.trellis.sdk.component.TranslationDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts of a tenant's own that formulas name, in the languages of its translations. */
public final class CustomLabels {
  private final Map<String, List<Text>> texts = new HashMap<>();
  private final String tenantLocale;

  /**
   * What one translation says.
   *
   * @param translation its name
   */
  private record Text(String translation, String locale, String text) {}

  private CustomLabels(TenantModel model) {
    this.tenantLocale = model.settings().locale();
    for (TranslationDefinition translation : model.translations()) {
      translation
          .labels()
          .forEach(
              (name, text) ->
                  texts
                      .computeIfAbsent(name, _ -> new ArrayList<>())
                      .add(new Text(translation.name(), translation.locale(), text)));
    }
  }

  public static CustomLabels of(TenantModel model) {
    return model.derived(CustomLabels.class, CustomLabels::new);
  }

  public boolean has(String name) {
    return texts.containsKey(name);
  }

  /** The translations that say it. */
  public List<String> translations(String name) {
    return texts.getOrDefault(name, List.of()).stream().map(Text::translation).toList();
  }

  /**
   * In this language, else in the tenant's, else in any; null when there is no such label.
   *
   * @param locale null for nobody's language
   */
  public @Nullable String in(@Nullable String locale, String name) {
    List<Text> all = texts.getOrDefault(name, List.of());
    return Optional.ofNullable(locale)
        .flatMap(wanted -> closest(all, wanted))
        .or(() -> closest(all, tenantLocale))
        .or(() -> all.stream().findFirst())
        .map(Text::text)
        .orElse(null);
  }

  private static Optional<Text> closest(List<Text> all, String locale) {
    return all.stream()
        .filter(text -> text.locale().equalsIgnoreCase(locale))
        .findFirst()
        .or(
            () ->
                all.stream()
                    .filter(text -> language(text.locale()).equals(language(locale)))
                    .findFirst());
  }

  private static String language(String locale) {
    return locale.split("-", 2)[0];
  }
}
