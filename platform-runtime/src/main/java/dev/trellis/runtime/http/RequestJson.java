package dev.trellis.runtime.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.record.DraftReader;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.problem.BrokenJson;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Request bodies: strictly read, and refused with the place of what is wrong. */
public final class RequestJson {
  private RequestJson() {}

  /** A JSON object, or 400. */
  public static ObjectNode object(byte @Nullable [] body) {
    JsonNode node = parse(body);
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw PlatformException.of(ErrorCode.MALFORMED, "json_object_expected");
  }

  /** Any JSON, or 400. */
  public static @Nullable JsonNode parse(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw PlatformException.of(ErrorCode.MALFORMED, "body_missing");
    }
    try (JsonParser parser = Json.MAPPER.createParser(body)) {
      return read(parser);
    } catch (IOException e) {
      throw PlatformException.of(ErrorCode.MALFORMED, "malformed");
    }
  }

  private static @Nullable JsonNode read(JsonParser parser) throws IOException {
    try {
      return Json.MAPPER.readTree(parser);
    } catch (JacksonException e) {
      throw BrokenJson.of(e, parser);
    }
  }

  /** Members that nobody asked for are a mistake of the caller, never ignored. */
  public static void refuseUnknown(ObjectNode object, Set<String> known) {
    var violations = new ArrayList<Violation>();
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                violations.add(
                    Violation.of(
                        "/" + DraftReader.escape(name), "unknown_property", "property", name));
              }
            });
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
  }

  /** The text of a member; null when it is absent or null; 422 when it is something else. */
  public static @Nullable String text(ObjectNode object, String member) {
    JsonNode node = object.get(member);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isTextual()) {
      throw PlatformException.invalid(Violation.of("/" + member, "wrong_type", "expected", "text"));
    }
    return node.textValue();
  }

  public static String requiredText(ObjectNode object, String member) {
    String text = text(object, member);
    if (text == null || text.isBlank()) {
      throw PlatformException.invalid(Violation.of("/" + member, "required"));
    }
    return text;
  }

  public static boolean flag(ObjectNode object, String member, boolean otherwise) {
    JsonNode node = object.get(member);
    if (node == null || node.isNull()) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw PlatformException.invalid(
          Violation.of("/" + member, "wrong_type", "expected", "boolean"));
    }
    return node.booleanValue();
  }

  public static int integer(ObjectNode object, String member, int otherwise) {
    JsonNode node = object.get(member);
    if (node == null || node.isNull()) {
      return otherwise;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw PlatformException.invalid(
          Violation.of("/" + member, "wrong_type", "expected", "number"));
    }
    return node.intValue();
  }

  /** A list of texts; empty when absent. A single text counts as a list of one. */
  public static List<String> texts(ObjectNode object, String member) {
    JsonNode node = object.get(member);
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (node.isTextual()) {
      return List.of(node.textValue());
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < node.size(); i++) {
      if (!node.isArray() || !node.get(i).isTextual()) {
        throw PlatformException.invalid(
            Violation.of("/" + member + "/" + i, "wrong_type", "expected", "text"));
      }
      texts.add(node.get(i).textValue());
    }
    if (!node.isArray()) {
      throw PlatformException.invalid(Violation.of("/" + member, "wrong_type", "expected", "list"));
    }
    return texts;
  }

  /** The objects of a list; 422 when the member is something else. */
  public static List<ObjectNode> objects(ObjectNode object, String member) {
    JsonNode node = object.get(member);
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw PlatformException.invalid(Violation.of("/" + member, "wrong_type", "expected", "list"));
    }
    var objects = new ArrayList<ObjectNode>(node.size());
    for (int i = 0; i < node.size(); i++) {
      if (!(node.get(i) instanceof ObjectNode item)) {
        throw PlatformException.invalid(
            Violation.of("/" + member + "/" + i, "wrong_type", "expected", "object"));
      }
      objects.add(item);
    }
    return objects;
  }
}
