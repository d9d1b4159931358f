package dev.trellis.metadata.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trellis.sdk.component.AppDefinition;
import dev.trellis.sdk.component.Component;
import dev.trellis.sdk.component.DuplicateRuleDefinition;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.component.Label;
import dev.trellis.sdk.component.LayoutDefinition;
import dev.trellis.sdk.component.ListViewDefinition;
import dev.trellis.sdk.component.ObjectDefinition;
import dev.trellis.sdk.component.PermissionSetDefinition;
import dev.trellis.sdk.component.RecordTypeDefinition;
import dev.trellis.sdk.component.SharingRuleDefinition;
import dev.trellis.sdk.component.TranslationDefinition;
import dev.trellis.sdk.component.ValidationRuleDefinition;
import dev.trellis.sdk.component.ValueSetDefinition;
import java.util.LinkedHashMap;

/**
 * A document that {@link ComponentSchemas} found well-formed → its type, with the defaults filled
 * in.
 */
public final class ComponentReader {
  /** Keeps every digit of a number. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          // "kind" and "object" are in the document for people; the types know both.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ComponentReader() {}

  public static Component read(JsonNode document) {
    Kind kind = Kind.find(document.path("kind").asText()).orElseThrow();
    return switch (kind) {
      case FIELD -> FieldReader.read(document);
      case OBJECT -> bind(document, ObjectDefinition.class);
      case RECORD_TYPE -> bind(document, RecordTypeDefinition.class);
      case VALIDATION_RULE -> bind(document, ValidationRuleDefinition.class);
      case VALUE_SET -> bind(document, ValueSetDefinition.class);
      case LAYOUT -> bind(document, LayoutDefinition.class);
      case LIST_VIEW -> bind(document, ListViewDefinition.class);
      case APP -> bind(document, AppDefinition.class);
      case PERMISSION_SET -> bind(document, PermissionSetDefinition.class);
      case SHARING_RULE -> bind(document, SharingRuleDefinition.class);
      case DUPLICATE_RULE -> bind(document, DuplicateRuleDefinition.class);
      case TRANSLATION -> bind(document, TranslationDefinition.class);
    };
  }

  /** The document as it is stored: compact, in the order it was written, with every digit. */
  public static String text(JsonNode document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a document", e);
    }
  }

  /** The other way of {@link #text}. */
  public static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a document", e);
    }
  }

  /** As {@link #bind} reads it, without its detour: every field has one. */
  static Label label(JsonNode json) {
    if (!json.isObject()) {
      return Label.of(json.asText());
    }
    var texts = new LinkedHashMap<String, String>();
    json.properties().forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
    return new Label(texts);
  }

  static <T> T bind(JsonNode json, Class<T> type) {
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a valid " + type.getSimpleName(), e);
    }
  }
}
