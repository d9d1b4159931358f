package dev.trellis.metadata.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values out of texts that hold JSON. */
final class JsonText {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .nodeFactory(new BoundedNumbers())
          .build();
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
    return Texts.result(node.isTextual() ? node.textValue() : written(node));
  }

  private static String written(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
  }

  /** Numbers are those of the language: no larger, and none with an exponent when written. */
  private static final class BoundedNumbers extends JsonNodeFactory {
    private static final long serialVersionUID = 1;

    @Override
    public ValueNode numberNode(@Nullable BigDecimal number) {
      return super.numberNode(number == null ? null : plain(number));
    }

    @Override
    public ValueNode numberNode(@Nullable BigInteger number) {
      return super.numberNode(number == null ? null : plain(new BigDecimal(number)));
    }

    private static BigDecimal plain(BigDecimal number) {
      return new BigDecimal(Decimals.text(Decimals.bounded(number)));
    }
  }
}
