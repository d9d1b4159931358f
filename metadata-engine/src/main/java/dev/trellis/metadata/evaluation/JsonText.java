package dev.trellis.metadata.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values out of texts that hold JSON. */
final class JsonText {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,6})\\]|\\['([^']*)'\\]|\\[\"([^\"]*)\"\\]");

  private JsonText() {}

  static @Nullable String member(String json, String name) {
    return text(parsed(json).path(name));
  }

  static @Nullable String at(String json, String path) {
    if (!path.startsWith("$")) {
      throw EvaluationException.of("bad_json_path", "path", path);
    }
    JsonNode node = parsed(json);
    Matcher step = STEP.matcher(path);
    int end = 1;
    while (end < path.length()) {
      if (!step.find(end) || step.start() != end) {
        throw EvaluationException.of("bad_json_path", "path", path);
      }
      node =
          step.group(2) == null
              ? node.path(name(step))
              : node.path(Integer.parseInt(step.group(2)));
      end = step.end();
    }
    return text(node);
  }

  private static String name(Matcher step) {
    return step.group(1) != null
        ? step.group(1)
        : step.group(3) != null ? step.group(3) : step.group(4);
  }

  private static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw EvaluationException.of("bad_json");
    }
  }

  private static @Nullable String text(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    return Texts.result(node.isValueNode() ? node.asText() : node.toString());
  }
}
