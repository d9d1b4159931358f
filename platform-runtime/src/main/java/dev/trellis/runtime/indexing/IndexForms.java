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
  private static final int MAX_REMEMBERED = 100_000;
  private static final String PUT =
      """
      INSERT INTO index_form (tenant_id, object_id, name, form)
      SELECT $1, u.object_id, $2, u.form FROM unnest($3::int[], $4::text[]) AS u(object_id, form)
      ON CONFLICT (tenant_id, object_id, name) DO UPDATE SET form = excluded.form""";
  private static final String FIND =
      "SELECT object_id, form FROM index_form WHERE tenant_id = $1 AND name = $2 AND object_id = ANY($3)";

  /** Hashes: some hundred thousand forms as text would be tens of megabytes. */
  private final Set<Long> known = ConcurrentHashMap.newKeySet();

  /** Whether this node has seen that the records have this form. */
  boolean isKnown(int tenantId, IndexSource source) {
    return known.contains(hash(tenantId, source.object().id(), source.name(), source.form()));
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
              var found = new HashSet<Long>();
              for (Row row : rows) {
                found.add(hash(tx.tenantId(), row.getInteger(0), name, row.getString(1)));
              }
              var missing = new ArrayList<S>();
              for (S source : unknown) {
                if (found.contains(
                    hash(tx.tenantId(), source.object().id(), name, source.form()))) {
                  remember(tx.tenantId(), source);
                } else {
                  missing.add(source);
                }
              }
              return missing;
            });
  }

  /**
   * Says that all records have these forms now; {@link #remember} it after the commit.
   *
   * @param sources all of one name
   */
  void put(Tx tx, List<? extends IndexSource> sources) {
    tx.query(
        PUT,
        Tuple.tuple()
            .addValue(tx.tenantId())
            .addValue(sources.getFirst().name())
            .addValue(sources.stream().map(it -> it.object().id()).toArray(Integer[]::new))
            .addValue(sources.stream().map(IndexSource::form).toArray(String[]::new)));
  }

  void remember(int tenantId, IndexSource source) {
    if (known.size() >= MAX_REMEMBERED) {
      known.clear();
    }
    known.add(hash(tenantId, source.object().id(), source.name(), source.form()));
  }

  /** FNV-1a, 64 bits. */
  static long hash(int tenantId, int objectId, String name, String form) {
    long hash = 0xcbf29ce484222325L;
    hash = (hash ^ tenantId) * 0x100000001b3L;
    hash = (hash ^ objectId) * 0x100000001b3L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ 0xffff) * 0x100000001b3L;
    for (int i = 0; i < form.length(); i++) {
      hash = (hash ^ form.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
