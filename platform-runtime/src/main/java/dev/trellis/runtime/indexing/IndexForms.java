package dev.trellis.runtime.indexing;

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
class IndexForms {
  private static final int MAX_REMEMBERED = 200_000;
  private static final String PUT =
      """
      INSERT INTO index_form (tenant_id, object_id, name, form) VALUES ($1, $2, $3, $4)
      ON CONFLICT (tenant_id, object_id, name) DO UPDATE SET form = excluded.form""";
  private static final String FIND =
      "SELECT object_id, form FROM index_form WHERE tenant_id = $1 AND name = $2 AND object_id = ANY($3)";

  private final Set<Known> known = ConcurrentHashMap.newKeySet();

  private record Known(int tenantId, int objectId, String name, String form) {
    static Known of(int tenantId, IndexSource source) {
      return new Known(tenantId, source.object().id(), source.name(), source.form());
    }
  }

  /** Whether this node has seen that the records have this form. */
  boolean isKnown(int tenantId, IndexSource source) {
    return known.contains(Known.of(tenantId, source));
  }

  /**
   * Those whose records have another form, or none. Asks the database only for what this node has
   * not seen yet.
   *
   * @param sources all of one name
   */
  <S extends IndexSource> Uni<List<S>> missing(Tx tx, Collection<S> sources) {
    var unknown = new ArrayList<S>(0);
    for (S source : sources) {
      if (!isKnown(tx.tenantId(), source)) {
        unknown.add(source);
      }
    }
    if (unknown.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    Integer[] objects = unknown.stream().map(it -> it.object().id()).toArray(Integer[]::new);
    String name = unknown.getFirst().name();
    return tx.query(FIND, Tuple.tuple().addValue(tx.tenantId()).addValue(name).addValue(objects))
        .map(
            rows -> {
              var found = new HashSet<Known>();
              for (Row row : rows) {
                found.add(new Known(tx.tenantId(), row.getInteger(0), name, row.getString(1)));
              }
              var missing = new ArrayList<S>();
              for (S source : unknown) {
                if (found.contains(Known.of(tx.tenantId(), source))) {
                  remember(tx.tenantId(), source);
                } else {
                  missing.add(source);
                }
              }
              return missing;
            });
  }

  /** Says that all records have the form now; {@link #remember} it after the commit. */
  void put(Tx tx, IndexSource source) {
    tx.query(PUT, Tuple.of(tx.tenantId(), source.object().id(), source.name(), source.form()));
  }

  void remember(int tenantId, IndexSource source) {
    if (known.size() >= MAX_REMEMBERED) {
      known.clear();
    }
    known.add(Known.of(tenantId, source));
  }
}
