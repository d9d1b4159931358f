package dev.trellis.runtime.metadata;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.CustomLabels;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.sdk.component.Component;
import dev.trellis.sdk.component.Label;
import dev.trellis.sdk.component.TranslationDefinition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tenant's labels in one language: what translations say, else what the components say. */
public final class Texts {
  private final String language;
  private final CustomLabels labels;
  private final Map<String, String> translated = new HashMap<>();

  public Texts(TenantModel model, String language) {
    this.language = language;
    this.labels = CustomLabels.of(model);
    for (TranslationDefinition translation : model.translations()) {
      if (isSameLanguage(translation.locale(), language)
          && !translation.locale().equals(language)) {
        translated.putAll(translation.texts());
      }
    }
    // The exact locale has the last word.
    for (TranslationDefinition translation : model.translations()) {
      if (translation.locale().equals(language)) {
        translated.putAll(translation.texts());
      }
    }
  }

  private static boolean isSameLanguage(String one, String other) {
    return one.split("-", 2)[0].equals(other.split("-", 2)[0]);
  }

  /**
   * @param path within the component: {@code label}, {@code values/Won}
   */
  public String of(Component component, String path, Label label) {
    return of(ComponentKey.of(component), path, label);
  }

  String of(ComponentKey key, String path, Label label) {
    String found = translated.get(key.kind().wire() + "/" + key.name() + "/" + path);
    return found != null ? found : label.in(language);
  }

  /** A label of the tenant's own; null when there is no such. */
  @Nullable String label(String name) {
    return labels.in(language, name);
  }

  @Nullable String orNull(Component component, String path, @Nullable Label label) {
    return label == null ? null : of(component, path, label);
  }
}
