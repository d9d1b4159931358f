package dev.trellis.runtime.sharing;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.query.ReachQuery;
import dev.trellis.metadata.query.SqlFragment;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may do with some records, by sharing; whether they may do so with the object is
 * asked elsewhere. Deleted records count: their owner may bring them back.
 */
public final class Reached {
  private final @Nullable Map<UUID, Level> levels;

  private Reached(@Nullable Map<UUID, Level> levels) {
    this.levels = levels;
  }

  /** Asks nothing where everything is reached. */
  public static Uni<Reached> of(Work work, ObjectModel object, Collection<UUID> ids) {
    if (ids.isEmpty() || isFree(work, object, Level.READ) && isFree(work, object, Level.FULL)) {
      return Uni.createFrom().item(new Reached(null));
    }
    return rows(work, object, ids)
        .map(
            rows -> {
              var levels = new HashMap<UUID, Level>();
              for (Row row : rows) {
                levels.put(row.getUUID(0), level(row));
              }
              return new Reached(levels);
            });
  }

  private static Uni<RowSet<Row>> rows(Work work, ObjectModel object, Collection<UUID> ids) {
    SqlFragment query = ReachQuery.levels(work.scope(), object, ids);
    return work.tx().query(query.sql(), Tuple.from(query.parameters()));
  }

  private static boolean isFree(Work work, ObjectModel object, Level level) {
    return work.records().reach(object, level).isAll();
  }

  private static Level level(Row row) {
    if (row.getBoolean("is_full")) {
      return Level.FULL;
    }
    return row.getBoolean("may_edit") ? Level.EDIT : Level.READ;
  }

  /** Those that the caller may see. */
  public static Uni<Set<UUID>> visible(Work work, ObjectModel object, Collection<UUID> ids) {
    return isFree(work, object, Level.READ)
        ? Uni.createFrom().item(Set.copyOf(ids))
        : of(work, object, ids).map(reached -> reached.among(ids));
  }

  /** Fails with {@code not_found} for a record that the caller may not see. */
  public static Uni<Void> require(Work work, ObjectModel object, UUID id) {
    return visible(work, object, Set.of(id))
        .invoke(
            found -> {
              if (!found.contains(id)) {
                throw PlatformException.notFound();
              }
            })
        .replaceWithVoid();
  }

  /**
   * What the caller may do with one live record; fails with {@code not_found} unless there is one
   * that they see.
   */
  static Uni<Level> level(Work work, ObjectModel object, UUID id) {
    work.require(object, ObjectPermission.READ);
    return rows(work, object, Set.of(id))
        .map(
            rows -> {
              for (Row row : rows) {
                if (row.getBoolean("is_live")) {
                  return level(row);
                }
              }
              throw PlatformException.notFound();
            });
  }

  public boolean canSee(UUID id) {
    return levels == null || levels.containsKey(id);
  }

  /** Whether the caller may do as much with it; a record that is not seen is not reached at all. */
  public boolean allows(UUID id, Level level) {
    return levels == null || levels.containsKey(id) && levels.get(id).compareTo(level) >= 0;
  }

  private Set<UUID> among(Collection<UUID> ids) {
    var visible = new HashSet<>(ids);
    visible.removeIf(id -> !canSee(id));
    return visible;
  }
}
