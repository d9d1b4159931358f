package dev.trellis.metadata.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.trellis.metadata.text.StorableText;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of every kind, compiled once, and what a document says against it. */
public final class ComponentSchemas {
  private final Map<Kind, JsonNode> documents = new EnumMap<>(Kind.class);
  private final Map<Kind, Schema> schemas = new EnumMap<>(Kind.class);

  private ComponentSchemas() {
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    for (Kind kind : Kind.values()) {
      JsonNode document = resource("/schemas/" + kind.wire() + ".json");
      documents.put(kind, document);
      schemas.put(kind, registry.getSchema(document));
    }
  }

  public static ComponentSchemas load() {
    return Holder.INSTANCE;
  }

  private static final class Holder {
    private static final ComponentSchemas INSTANCE = new ComponentSchemas();
  }

  /** The schema as it is served. */
  public JsonNode document(Kind kind) {
    return documents.get(kind);
  }

  /** What is wrong with a component's document by itself; empty when it is well-formed. */
  public List<Violation> check(JsonNode document) {
    if (!document.isObject()) {
      return List.of(Violation.of("", "wrong_type", "expected", List.of("object")));
    }
    JsonNode kind = document.get("kind");
    if (kind == null) {
      return List.of(Violation.of("/kind", "required", "name", "kind"));
    }
    return Kind.find(kind.asText())
        .map(known -> check(known, document))
        .orElseGet(
            () ->
                List.of(
                    Violation.of(
                        "/kind",
                        "not_in_list",
                        "value",
                        kind.asText(),
                        "allowed",
                        Arrays.stream(Kind.values()).map(Kind::wire).toList())));
  }

  private List<Violation> check(Kind kind, JsonNode document) {
    // By place: a property that is unknown anyway is also not one of its type's, and once is
    // enough.
    var violations = new LinkedHashMap<String, Violation>();
    for (Map.Entry<String, JsonNode> member : document.properties()) {
      if (!StorableText.is(member.getKey()) || !StorableText.isAllOf(member.getValue())) {
        String pointer = "/" + escape(member.getKey());
        violations.put(pointer, Violation.of(pointer, "bad_characters"));
      }
    }
    for (Error error : schemas.get(kind).validate(document)) {
      Violation violation = violation(error, document);
      violations.putIfAbsent(violation.pointer(), violation);
    }
    return new ArrayList<>(violations.values());
  }

  private static Violation violation(Error error, JsonNode document) {
    String at = error.getInstanceLocation().toString();
    String property = error.getProperty();
    String inside = property == null ? at : at + "/" + escape(property);
    JsonNode rule = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" -> Violation.of(inside, "required", "name", property);
      case "additionalProperties" -> Violation.of(inside, "unknown_property", "property", property);
      case "propertyNames" ->
          rule.has("enum")
              ? Violation.of(
                  inside, "not_for_type", "name", property, "type", document.path("type").asText())
              : Violation.of(inside, "bad_format", "value", property);
      case "const" ->
          Violation.of(
              at,
              "not_for_type",
              "name",
              at.substring(at.lastIndexOf('/') + 1),
              "type",
              document.path("type").asText());
      case "enum" -> Violation.of(at, "not_in_list", "value", text(error), "allowed", list(rule));
      case "type" -> Violation.of(at, "wrong_type", "expected", list(rule));
      case "pattern" -> Violation.of(at, "bad_format", "value", text(error));
      case "maxLength" -> Violation.of(at, "too_long", "max", rule.asInt());
      case "minLength" -> Violation.of(at, "too_short", "min", rule.asInt());
      case "maximum" -> Violation.of(at, "too_large", "max", rule.asInt());
      case "minimum" -> Violation.of(at, "too_small", "min", rule.asInt());
      case "maxItems", "maxProperties" -> Violation.of(at, "too_many", "max", rule.asInt());
      case "minItems", "minProperties" -> Violation.of(at, "too_few", "min", rule.asInt());
      case "uniqueItems" -> Violation.of(at, "repeated");
      default -> Violation.of(at, "invalid", "rule", error.getKeyword());
    };
  }

  private static String text(Error error) {
    JsonNode node = error.getInstanceNode();
    String text = node == null ? "" : node.asText();
    return text.length() > 100 ? text.substring(0, 100) : text;
  }

  private static List<String> list(JsonNode rule) {
    if (!rule.isArray()) {
      return List.of(rule.asText());
    }
    var list = new ArrayList<String>();
    rule.forEach(item -> list.add(item.asText()));
    return list;
  }

  /** A name as a reference token of a JSON Pointer (RFC 6901). */
  public static String escape(String token) {
    return token.replace("~", "~0").replace("/", "~1");
  }

  private static JsonNode resource(String path) {
    try (InputStream in = Kind.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + path);
      }
      return ComponentReader.MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
