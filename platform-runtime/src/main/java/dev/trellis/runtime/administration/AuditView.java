package dev.trellis.runtime.administration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.audit.AuditEntry;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An entry of the audit log as the API shows it. */
public record AuditView(
    long seq,
    Instant at,
    ActorView actor,
    @Schema(nullable = true) @Nullable String address,
    @Schema(nullable = true) @Nullable String agent,
    String action,
    SubjectView subject,
    @Schema(nullable = true) @Nullable JsonNode before,
    @Schema(nullable = true) @Nullable JsonNode after) {
  /**
   * @param kind {@code user}, {@code api_key}, {@code platform} or {@code unknown}
   * @param credentialId the session or the API key
   */
  public record ActorView(
      String kind,
      @Schema(nullable = true) @Nullable UUID id,
      @Schema(nullable = true) @Nullable String name,
      @Schema(nullable = true) @Nullable UUID credentialId) {}

  public record SubjectView(
      String kind,
      @Schema(nullable = true) @Nullable String id,
      @Schema(nullable = true) @Nullable String name) {}

  static AuditView of(AuditEntry entry) {
    return new AuditView(
        entry.seq(),
        entry.at(),
        new ActorView(entry.actorKind(), entry.actorId(), entry.actorName(), entry.credentialId()),
        entry.address(),
        entry.agent(),
        entry.action(),
        new SubjectView(entry.subjectKind(), entry.subjectId(), entry.subjectName()),
        json(entry.before()),
        json(entry.after()));
  }

  private static @Nullable JsonNode json(@Nullable String text) {
    return text == null ? null : Json.parse(text);
  }
}
