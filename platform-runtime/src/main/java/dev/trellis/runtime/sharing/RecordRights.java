package dev.trellis.runtime.sharing;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * What a caller may do with one record, by permission sets and sharing together: for forms and
 * menus. The server asks again whatever is done.
 */
public record RecordRights(
    boolean read, boolean edit, boolean delete, boolean transfer, boolean share) {
  static Uni<RecordRights> of(Work work, ObjectModel object, UUID id) {
    return Reached.level(work, object, id).map(level -> of(work, object, level));
  }

  private static RecordRights of(Work work, ObjectModel object, Level level) {
    boolean mayEdit = work.access().can(object, ObjectPermission.EDIT);
    boolean isFull = level == Level.FULL;
    return new RecordRights(
        true,
        mayEdit && level != Level.READ,
        isFull && work.access().can(object, ObjectPermission.DELETE),
        isFull && mayEdit && work.access().can(object, ObjectPermission.TRANSFER),
        isFull && mayEdit);
  }
}
