package dev.trellis.runtime.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.runtime.event.FeedPosition;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The change feed of an object, by position. Entries come in the order of their transactions'
 * numbers and only once every older transaction has ended, so a reader that remembers its last
 * position misses nothing; the price is that a change shows up only after transactions that began
 * before it have finished. Records that the reader does not reach (any more) are left out; the
 * position moves past them.
 */
@ApplicationScoped
class ChangeFeed {
  private static final String PAGE =
      "SELECT xact, position, at, actor, action, ids, versions FROM change_log"
          + " WHERE tenant_id = $1 AND object_id = $2 AND (xact, position) > ($3, $4)"
          + " AND xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY xact, position LIMIT $5";
  private static final String END =
      "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1";

  /**
   * {@code {"changes": [{position, id, action, version, at, by}], "next": …, "more": …}}; {@code
   * next} is what to send as {@code since} the next time. Without {@code since} the feed begins
   * with the oldest entry that is kept; with {@code latest} at its end.
   */
  Uni<byte[]> page(Work work, ObjectModel object, @Nullable String since, int limit) {
    work.require(object, ObjectPermission.READ);
    if ("latest".equals(since)) {
      return work.tx().query(END).map(rows -> end(rows.iterator().next().getLong(0)));
    }
    FeedPosition from = position(since, "/since");
    return work.tx()
        .query(PAGE, Tuple.of(work.tenantId(), object.id(), from.xact(), from.position(), limit))
        .chain(
            rows -> {
              var found = new ArrayList<Row>();
              var ids = new HashSet<UUID>();
              for (Row row : rows) {
                found.add(row);
                ids.addAll(List.of(row.getArrayOfUUIDs("ids")));
              }
              return Reached.visible(work, object, ids)
                  .map(visible -> json(found, visible, from, limit));
            });
  }

  static FeedPosition position(@Nullable String text, String pointer) {
    return FeedPosition.parse(text)
        .orElseThrow(
            () ->
                PlatformException.of(
                    ErrorCode.MALFORMED, List.of(Violation.of(pointer, "bad_position"))));
  }

  private static byte[] end(long xact) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("changes");
          json.writeEndArray();
          json.writeStringField("next", FeedPosition.endOf(xact).toString());
          json.writeBooleanField("more", false);
          json.writeEndObject();
        });
  }

  private static byte[] json(List<Row> rows, Set<UUID> visible, FeedPosition from, int limit) {
    return JsonBytes.of(
        json -> {
          FeedPosition next = from;
          json.writeStartObject();
          json.writeArrayFieldStart("changes");
          for (Row row : rows) {
            next = new FeedPosition(row.getLong("xact"), row.getLong("position"));
            UUID[] ids = row.getArrayOfUUIDs("ids");
            Integer[] versions = row.getArrayOfIntegers("versions");
            for (int i = 0; i < ids.length; i++) {
              if (!visible.contains(ids[i])) {
                continue;
              }
              json.writeStartObject();
              json.writeStringField("position", next.toString());
              json.writeStringField("id", ids[i].toString());
              json.writeStringField("action", row.getString("action"));
              json.writeNumberField("version", versions[i]);
              json.writeStringField("at", row.getOffsetDateTime("at").toInstant().toString());
              json.writeStringField(
                  "by", row.getUUID("actor") == null ? null : row.getUUID("actor").toString());
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          json.writeStringField("next", next.toString());
          json.writeBooleanField("more", rows.size() == limit);
          json.writeEndObject();
        });
  }
}
