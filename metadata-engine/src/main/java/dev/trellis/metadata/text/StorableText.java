package dev.trellis.metadata.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** PostgreSQL cannot hold NUL, UTF-8 cannot hold half a surrogate pair. */
public final class StorableText {
  private StorableText() {}

  public static boolean is(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++;
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether all texts and names of a document are. */
  public static boolean isAllOf(JsonNode json) {
    if (json.isTextual()) {
      return is(json.textValue());
    }
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      if (!is(member.getKey())) {
        return false;
      }
    }
    for (JsonNode item : json) {
      if (!isAllOf(item)) {
        return false;
      }
    }
    return true;
  }
}
