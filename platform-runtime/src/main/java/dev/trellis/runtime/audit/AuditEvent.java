package dev.trellis.runtime.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. Documents never hold passwords, tokens or keys.
 *
 * @param before what was; null for what did not exist
 * @param after what is; null for what is gone
 */
public record AuditEvent(
    AuditAction action, Subject subject, @Nullable JsonNode before, @Nullable JsonNode after) {
  /**
   * What it happened to.
   *
   * @param kind such as {@code user}, {@code api_key}, or a kind of component
   * @param name as it was at that moment
   */
  public record Subject(String kind, @Nullable String id, @Nullable String name) {
    public static Subject of(String kind, UUID id, @Nullable String name) {
      return new Subject(kind, id.toString(), name);
    }

    /** Of what has a name and no other id. */
    public static Subject named(String kind, String name) {
      return new Subject(kind, name, name);
    }
  }
}
