package dev.trellis.runtime.sharing;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.UUID;

/**
 * What a caller may do with one record, by permission sets and sharing together: for forms and
 * menus. The server asks again whatever is done.
 */
public record RecordRights(
    boolean read, boolean edit, boolean delete, boolean transfer, boolean share) {
  static Uni<RecordRights> of(Work work, ObjectModel object, UUID id) {
    return Reached.exists(work, object, id, Level.READ)
        .chain(() -> Reached.of(work, object, Set.of(id)))
        .map(reached -> of(work, object, id, reached));
  }

  private static RecordRights of(Work work, ObjectModel object, UUID id, Reached reached) {
    boolean mayEdit = work.access().can(object, ObjectPermission.EDIT);
    boolean isFull = reached.allows(id, Level.FULL);
    return new RecordRights(
        true,
        mayEdit && reached.allows(id, Level.EDIT),
        isFull && work.access().can(object, ObjectPermission.DELETE),
        isFull && mayEdit && work.access().can(object, ObjectPermission.TRANSFER),
        isFull && mayEdit);
  }
}
