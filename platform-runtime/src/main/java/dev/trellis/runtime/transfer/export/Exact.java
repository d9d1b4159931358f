package dev.trellis.runtime.transfer.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Which values people wrote, in contrast to numbers, dates and ids that cannot hold a formula. */
final class Exact {
  private Exact() {}

  static boolean isTextual(Object value) {
    return value instanceof String || value instanceof List<?> || value instanceof JsonNode;
  }
}
