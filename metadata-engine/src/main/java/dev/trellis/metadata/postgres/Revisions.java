package dev.trellis.metadata.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.metadata.value.Json;
import dev.trellis.sdk.component.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The history of a tenant's metadata. */
public final class Revisions {
  /** Where the database tells of new revisions; the payload is {@code tenant:revision}. */
  public static final String CHANNEL = "trellis_revision";

  private static final String COLUMNS =
      "r.number, r.author, u.name AS author_name, r.at, r.summary, r.changes::text AS changes";
  private static final String FROM =
      " FROM revision AS r LEFT JOIN app_user AS u ON u.tenant_id = r.tenant_id AND u.id = r.author"
          + " WHERE r.tenant_id = $1 AND ";

  private Revisions() {}

  /**
   * @param changes {@code [{kind, name, action, before, after}]}
   */
  public record Revision(
      long number,
      @Nullable UUID author,
      @Nullable String authorName,
      Instant at,
      @Nullable String summary,
      JsonNode changes) {}

  /** Newest first, older than {@code before}. */
  public static Uni<List<Revision>> list(Tx tx, long before, int limit) {
    return tx.query(
            "SELECT " + COLUMNS + FROM + "r.number < $2 ORDER BY r.number DESC LIMIT $3",
            Tuple.of(tx.tenantId(), before, limit))
        .map(Revisions::all);
  }

  public static Uni<Optional<Revision>> find(Tx tx, long number) {
    return tx.query("SELECT " + COLUMNS + FROM + "r.number = $2", Tuple.of(tx.tenantId(), number))
        .map(rows -> all(rows).stream().findFirst());
  }

  /**
   * What leads from the current components back to those of a revision: everything that came after
   * it is undone.
   */
  public static Uni<ChangeSet> back(Tx tx, long number, Set<String> clearing) {
    var later =
        tx.query(
            "SELECT changes::text AS changes FROM revision WHERE tenant_id = $1 AND number > $2 ORDER BY number DESC",
            Tuple.of(tx.tenantId(), number));
    var current = CatalogReader.read(tx);
    return Uni.combine()
        .all()
        .unis(later, current)
        .asTuple()
        .map(
            found -> {
              var changes = new ArrayList<JsonNode>();
              for (Row row : found.getItem1()) {
                changes.add(Json.parse(row.getString("changes")));
              }
              return back(found.getItem2(), changes, clearing);
            });
  }

  /**
   * @param later changes of the revisions that are undone, newest first
   */
  static ChangeSet back(CatalogSnapshot current, List<JsonNode> later, Set<String> clearing) {
    var earlier = new TreeMap<ComponentKey, JsonNode>();
    for (JsonNode changes : later) {
      for (JsonNode change : changes) {
        Kind kind = Kind.find(change.path("kind").asText()).orElseThrow();
        earlier.put(new ComponentKey(kind, change.path("name").asText()), change.path("before"));
      }
    }
    var components = new ArrayList<JsonNode>();
    var deletions = new ArrayList<ComponentKey>();
    earlier.forEach(
        (key, document) -> {
          Optional<ComponentDocument> now = current.find(key);
          if (document.isObject()) {
            if (now.isEmpty() || !now.get().json().equals(document)) {
              components.add(document);
            }
          } else if (now.isPresent()) {
            deletions.add(key);
          }
        });
    return new ChangeSet(components, deletions, clearing, true);
  }

  private static List<Revision> all(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(
            row ->
                new Revision(
                    row.getLong("number"),
                    row.getUUID("author"),
                    row.getString("author_name"),
                    row.getOffsetDateTime("at").toInstant(),
                    row.getString("summary"),
                    Json.parse(row.getString("changes"))))
        .toList();
  }
}
