package dev.trellis.runtime.indexing;

import dev.trellis.metadata.postgres.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which form of an index the records of an object have. Once a form is there it stays until the
 * metadata asks for another, so that this node may remember what it has seen.
 */
@ApplicationScoped
class IndexForms {
  /** Longer than a page takes on a busy machine. */
  private static final int STALLED_SECONDS = 60;

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
   * An index that is not there.
   *
   * @param after null when it has to be made from the start; else somebody began to make it, came
   *     as far as this record and was not heard of since
   */
  record Gap<S extends IndexSource>(S source, @Nullable UUID after) {}

  /**
   * Those whose records have another form, or none, unless somebody is making it just now. Asks the
   * database only for what this node has not seen yet.
   *
   * @param sources all of one name
   */
  <S extends IndexSource> Uni<List<Gap<S>>> gaps(Tx tx, Collection<S> sources, Instant now) {
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
              var found = new HashMap<Integer, String>();
              for (Row row : rows) {
                found.put(row.getInteger(0), row.getString(1));
              }
              var gaps = new ArrayList<Gap<S>>();
              for (S source : unknown) {
                String form = found.getOrDefault(source.object().id(), "");
                if (form.equals(source.form())) {
                  remember(tx.tenantId(), source);
                } else if (!isProgress(form, source)) {
                  gaps.add(new Gap<>(source, null));
                } else if (isStalled(form, now)) {
                  gaps.add(new Gap<>(source, UUID.fromString(form.split(" ")[1])));
                }
              }
              return gaps;
            });
  }

  /** {@code ~<second> <last record> <form>}: it is being made and has come so far. */
  private static boolean isProgress(String form, IndexSource source) {
    return form.startsWith("~") && form.split(" ", 3)[2].equals(source.form());
  }

  private static boolean isStalled(String form, Instant now) {
    long second = Long.parseLong(form.substring(1, form.indexOf(' ')));
    return now.getEpochSecond() - second > STALLED_SECONDS;
  }

  void putProgress(Tx tx, IndexSource source, UUID last, Instant now) {
    put(tx, List.of(source), "~" + now.getEpochSecond() + " " + last + " ");
  }

  /**
   * Says that all records have these forms now; {@link #remember} it after the commit.
   *
   * @param sources all of one name
   */
  void put(Tx tx, List<? extends IndexSource> sources) {
    put(tx, sources, "");
  }

  private static void put(Tx tx, List<? extends IndexSource> sources, String prefix) {
    tx.query(
        PUT,
        Tuple.tuple()
            .addValue(tx.tenantId())
            .addValue(sources.getFirst().name())
            .addValue(sources.stream().map(it -> it.object().id()).toArray(Integer[]::new))
            .addValue(sources.stream().map(it -> prefix + it.form()).toArray(String[]::new)));
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
