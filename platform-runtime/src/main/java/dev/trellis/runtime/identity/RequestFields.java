package dev.trellis.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.text.StorableText;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object field by field and collects everything that is wrong with it, so that a
 * caller learns it all at once. Ends with {@link #done()}.
 */
public final class RequestFields {
  private final JsonNode body;
  private final Set<String> asked = new HashSet<>();
  private final List<Violation> violations = new ArrayList<>();

  public RequestFields(@Nullable JsonNode body) {
    if (body == null || body.isMissingNode()) {
      throw PlatformException.of(ErrorCode.MALFORMED, "body_missing");
    }
    if (!body.isObject()) {
      throw PlatformException.invalid(Violation.of("", "wrong_type"));
    }
    this.body = body;
  }

  /** Whether the field is there at all: in a change, absent means "leave it". */
  public boolean has(String name) {
    asked.add(name);
    return body.has(name);
  }

  /**
   * A text that has to be there and not blank; empty when it is not, and then there is a violation.
   */
  public String required(String name, int max) {
    Optional<String> text = optional(name, max);
    if (text.isEmpty() && !isRefused(name)) {
      refuse(name, "required");
    }
    return text.orElse("");
  }

  /** A text, stripped; blank and null are the same as absent. */
  public Optional<String> optional(String name, int max) {
    return secret(name, max).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** A text as it is: a password may begin with a blank. */
  public Optional<String> secret(String name, int max) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      refuse(name, "wrong_type");
      return Optional.empty();
    }
    String text = value.textValue();
    if (!StorableText.is(text)) {
      refuse(name, "invalid_characters");
      return Optional.empty();
    }
    if (text.codePointCount(0, text.length()) > max) {
      refuse(name, "too_long", "max", max);
      return Optional.empty();
    }
    return Optional.of(text);
  }

  public Optional<Boolean> flag(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isBoolean()) {
      refuse(name, "wrong_type");
      return Optional.empty();
    }
    return Optional.of(value.booleanValue());
  }

  public Optional<Integer> number(String name, int min, int max) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()) {
      refuse(name, "wrong_type");
      return Optional.empty();
    }
    long number = value.canConvertToLong() ? value.longValue() : Long.MAX_VALUE;
    if (number < min || number > max) {
      refuse(name, number < min ? "too_small" : "too_large", "min", min, "max", max);
      return Optional.empty();
    }
    return Optional.of((int) number);
  }

  /** A list of texts without repetition; empty when the field is absent. */
  public Optional<Set<String>> texts(String name, int max) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isArray() || value.size() > max) {
      refuse(name, value.isArray() ? "too_many" : "wrong_type", "max", max);
      return Optional.empty();
    }
    var texts = new TreeSet<String>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode item = value.get(i);
      if (item.isTextual() && StorableText.is(item.textValue())) {
        texts.add(item.textValue());
      } else {
        refuse(name + "/" + i, "wrong_type");
      }
    }
    return Optional.of(texts);
  }

  /** Adds a violation unless the text passes. */
  public void check(String name, Optional<String> text, Predicate<String> isGood, String code) {
    if (text.isPresent() && !isGood.test(text.get())) {
      refuse(name, code);
    }
  }

  public void refuse(String name, String code, Object... params) {
    violations.add(Violation.of("/" + name, code, params));
  }

  public void refuse(List<Violation> more) {
    violations.addAll(more);
  }

  /** Leaves with all that is wrong, including fields that nobody asked for. */
  public void done() {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
                violations.add(Violation.of(pointer, "unknown_property", "property", name));
              }
            });
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
  }

  /** Whether something was wrong with the field already. */
  public boolean isRefused(String name) {
    return violations.stream().anyMatch(violation -> violation.pointer().equals("/" + name));
  }

  private @Nullable JsonNode value(String name) {
    asked.add(name);
    JsonNode value = body.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
