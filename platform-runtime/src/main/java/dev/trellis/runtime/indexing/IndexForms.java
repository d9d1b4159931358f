package dev.trellis.runtime.indexing;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which form of an index the records of an object have. Once a form is there it stays until the
 * metadata asks for another, so that this node may remember what it has seen.
 */
@ApplicationScoped
public class IndexForms {
  private static final int MAX_REMEMBERED = 200_000;
  private static final String PUT =
      """
      INSERT INTO index_form (tenant_id, object_id, name, form) VALUES ($1, $2, $3, $4)
      ON CONFLICT (tenant_id, object_id, name) DO UPDATE SET form = excluded.form""";
  private static final String FIND =
      "SELECT object_id, form FROM index_form WHERE tenant_id = $1 AND name = $2 AND object_id = ANY($3)";

  private final Set<Known> known = ConcurrentHashMap.newKeySet();

  /** An index of one object in the form that the metadata asks for. */
  public record Wanted(ObjectModel object, String name, String form) {}

  private record Known(int tenantId, int objectId, String name, String form) {
    static Known of(int tenantId, Wanted wanted) {
      return new Known(tenantId, wanted.object.id(), wanted.name, wanted.form);
    }
  }

  /**
   * Those whose records have another form, or none. Asks the database only for what this node has
   * not seen yet.
   *
   * @param wanted all of one name
   */
  public Uni<List<Wanted>> missing(Tx tx, Collection<Wanted> wanted) {
    var unknown = new ArrayList<Wanted>(0);
    for (Wanted it : wanted) {
      if (!known.contains(Known.of(tx.tenantId(), it))) {
        unknown.add(it);
      }
    }
    if (unknown.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Integer[] objects = unknown.stream().map(it -> it.object.id()).toArray(Integer[]::new);
    String name = unknown.getFirst().name;
    return tx.query(FIND, Tuple.of(tx.tenantId(), name, objects))
        .map(
            rows -> {
              var found = new HashSet<Known>();
              for (Row row : rows) {
                found.add(new Known(tx.tenantId(), row.getInteger(0), name, row.getString(1)));
              }
              var missing = new ArrayList<Wanted>();
              for (Wanted it : unknown) {
                if (found.contains(Known.of(tx.tenantId(), it))) {
                  remember(tx.tenantId(), it);
                } else {
                  missing.add(it);
                }
              }
              return missing;
            });
  }

  /** Says that all records have the form now; {@link #remember} it after the commit. */
  public void put(Tx tx, Wanted wanted) {
    tx.query(PUT, Tuple.of(tx.tenantId(), wanted.object.id(), wanted.name, wanted.form));
  }

  public void remember(int tenantId, Wanted wanted) {
    if (known.size() >= MAX_REMEMBERED) {
      known.clear();
    }
    known.add(Known.of(tenantId, wanted));
  }

  public boolean isKnown(int tenantId, Wanted wanted) {
    return known.contains(Known.of(tenantId, wanted));
  }
}
