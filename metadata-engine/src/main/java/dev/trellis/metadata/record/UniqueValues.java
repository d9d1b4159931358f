package dev.trellis.metadata.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.value.FieldJson;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** What two records of an object must not share. */
public final class UniqueValues {
  /** One value of one unique field, as it stands in {@code unique_value}. */
  public record Claim(int fieldId, String value) {}

  private UniqueValues() {}

  public static List<FieldModel> fields(ObjectModel object) {
    return object.fields().stream().filter(field -> field.definition().mustBeUnique()).toList();
  }

  /** Texts are the same when they differ only in case, width or outer blanks. */
  public static String normalise(Object value) {
    String text = FieldJson.text(value);
    return value instanceof String
        ? Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT)
        : text;
  }
}
