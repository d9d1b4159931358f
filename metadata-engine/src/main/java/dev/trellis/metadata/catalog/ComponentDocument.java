package dev.trellis.metadata.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.schema.ComponentReader;
import dev.trellis.sdk.component.Component;
import org.jspecify.annotations.Nullable;

/**
 * A component as it was written. Parsed only when asked: a model that is shared with another tenant
 * is found by the text alone.
 */
public final class ComponentDocument {
  private final ComponentKey key;
  private final String text;
  private volatile @Nullable JsonNode json;
  private volatile @Nullable Component component;

  public ComponentDocument(ComponentKey key, String text) {
    this.key = key;
    this.text = text;
  }

  /** From a document that passed its schema. */
  public static ComponentDocument of(JsonNode json) {
    Component component = ComponentReader.read(json);
    var document = new ComponentDocument(ComponentKey.of(component), ComponentReader.text(json));
    document.json = json;
    document.component = component;
    return document;
  }

  public ComponentKey key() {
    return key;
  }

  public String text() {
    return text;
  }

  public JsonNode json() {
    JsonNode parsed = json;
    if (parsed == null) {
      parsed = ComponentReader.parse(text);
      json = parsed;
    }
    return parsed;
  }

  public Component component() {
    Component read = component;
    if (read == null) {
      read = ComponentReader.read(json());
      component = read;
    }
    return read;
  }

  /** Whether both say the same, whatever the order of their properties. */
  public boolean saysTheSameAs(ComponentDocument other) {
    return text.equals(other.text) || json().equals(other.json());
  }
}
