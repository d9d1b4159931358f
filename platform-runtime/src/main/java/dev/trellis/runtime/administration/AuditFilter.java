package dev.trellis.runtime.administration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.text.StorableText;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditRows;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.vertx.sqlclient.Tuple;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit log somebody wants to see.
 *
 * @param from the first moment
 * @param to the first moment that is too late
 * @param actor the id of who did it, or a part of their name
 * @param actions any of these; empty for all
 * @param subject the id of what it happened to, or a part of its name
 */
record AuditFilter(
    @Nullable OffsetDateTime from,
    @Nullable OffsetDateTime to,
    @Nullable String actor,
    List<String> actions,
    @Nullable String subject) {
  /**
   * Newest first, older than {@code $2}. Planned with its values, so that absent parts cost
   * nothing.
   */
  static final String SQL =
      "SELECT "
          + AuditRows.COLUMNS
          + " FROM audit_entry WHERE tenant_id = $1 AND seq < $2"
          + " AND ($4::timestamptz IS NULL OR at >= $4) AND ($5::timestamptz IS NULL OR at < $5)"
          + " AND ($6::text IS NULL OR actor_id::text = $6 OR actor_name ILIKE $10)"
          + " AND ($7::text[] IS NULL OR action = ANY($7))"
          + " AND ($8::text IS NULL OR subject_id = $8 OR subject_name ILIKE $9)"
          + " ORDER BY seq DESC LIMIT $3";

  private static final int MAX_TEXT = 255;

  AuditFilter {
    actions = List.copyOf(actions);
  }

  /** As the address has it; fails with everything that is wrong. */
  static AuditFilter of(
      @Nullable String from,
      @Nullable String to,
      @Nullable String actor,
      @Nullable String action,
      @Nullable String subject) {
    var violations = new ArrayList<Violation>();
    var filter =
        new AuditFilter(
            time("/from", from, violations),
            time("/to", to, violations),
            text("/actor", actor, violations),
            actions(action, violations),
            text("/subject", subject, violations));
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
    return filter;
  }

  private static @Nullable OffsetDateTime time(
      String pointer, @Nullable String text, List<Violation> violations) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeException e) {
      violations.add(Violation.of(pointer, "invalid_datetime"));
      return null;
    }
  }

  private static List<String> actions(@Nullable String list, List<Violation> violations) {
    if (list == null || list.isBlank()) {
      return List.of();
    }
    List<String> actions = Arrays.stream(list.split(",")).map(String::strip).toList();
    actions.stream()
        .filter(action -> AuditAction.named(action).isEmpty())
        .forEach(
            action -> violations.add(Violation.of("/action", "unknown_value", "value", action)));
    return actions;
  }

  private static @Nullable String text(
      String pointer, @Nullable String text, List<Violation> violations) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (text.length() > MAX_TEXT) {
      violations.add(Violation.of(pointer, "too_long", "max", MAX_TEXT));
    }
    if (!StorableText.is(text)) {
      violations.add(Violation.of(pointer, "invalid_characters"));
    }
    return text.strip();
  }

  Tuple parameters(int tenantId, long before, int limit) {
    return Tuple.from(
        new @Nullable Object[] {
          tenantId,
          before,
          limit,
          from,
          to,
          actor,
          actions.isEmpty() ? null : actions.toArray(String[]::new),
          subject,
          anywhere(subject),
          anywhere(actor)
        });
  }

  /** A pattern for LIKE whose own signs mean themselves. */
  private static @Nullable String anywhere(@Nullable String text) {
    return text == null
        ? null
        : "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }

  /** For the entry that tells of an export. */
  ObjectNode json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("from", from == null ? null : from.toString());
    json.put("to", to == null ? null : to.toString());
    json.put("actor", actor);
    actions.forEach(json.putArray("actions")::add);
    json.put("subject", subject);
    return json;
  }
}
