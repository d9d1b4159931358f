package dev.trellis.runtime.file;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of files. A file is seen by whoever sees the field that holds it; until a record holds
 * it, only by its uploader.
 */
@ApplicationScoped
class StoredFiles {
  private static final String ANNOUNCE =
      "INSERT INTO file (tenant_id, id, name, media_type, size, sha256, location, created_at, created_by, stored)"
          + " VALUES ($1, $2, $3, $4, $5, $6, $7, now(), $8, false)";
  private static final String CONFIRM =
      "UPDATE file SET stored = true WHERE tenant_id = $1 AND id = $2 AND NOT stored RETURNING id";
  private static final String FIND =
      "SELECT id, name, media_type, size, location, object_id, record_id, field_id, created_by FROM file"
          + " WHERE tenant_id = $1 AND id = $2 AND stored AND deleted_at IS NULL";

  private final Database database;

  StoredFiles(Database database) {
    this.database = database;
  }

  /**
   * @param size in bytes
   */
  record StoredFile(UUID id, String name, String mediaType, long size, String location) {}

  /** A file as it came, before it is stored. */
  record Examined(StoredFile file, byte[] sha256) {}

  /**
   * Writes the row before the content, for nobody to see yet. When the program ends in between, the
   * row leads retention to what may lie in the store; content without a row would lie there for
   * ever.
   */
  Uni<Void> announce(int tenantId, UUID userId, Examined upload) {
    StoredFile file = upload.file();
    return database
        .transaction(
            tenantId,
            Database.Mode.READ,
            null,
            tx ->
                tx.query(
                    ANNOUNCE,
                    Tuple.from(
                        new Object[] {
                          tenantId,
                          file.id(),
                          file.name(),
                          file.mediaType(),
                          file.size(),
                          Buffer.buffer(upload.sha256()),
                          file.location(),
                          userId
                        })))
        .replaceWithVoid();
  }

  /** The content is there: from now on the file exists. */
  Uni<Void> confirm(Work work, UUID id) {
    return work.tx()
        .query(CONFIRM, Tuple.of(work.tenantId(), id))
        .invoke(
            rows -> {
              if (rows.size() == 0) {
                // The upload took longer than a day.
                throw PlatformException.of(ErrorCode.UNAVAILABLE, "unavailable");
              }
            })
        .replaceWithVoid();
  }

  /** A file that the caller may see, or 404. */
  Uni<StoredFile> find(Work work, UUID id) {
    return work.tx()
        .query(FIND, Tuple.of(work.tenantId(), id))
        .chain(
            rows -> {
              for (Row row : rows) {
                return visible(work, row)
                    .map(
                        may -> {
                          if (!may) {
                            throw PlatformException.notFound();
                          }
                          return file(row);
                        });
              }
              throw PlatformException.notFound();
            });
  }

  private static StoredFile file(Row row) {
    return new StoredFile(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("media_type"),
        row.getLong("size"),
        row.getString("location"));
  }

  private static Uni<Boolean> visible(Work work, Row row) {
    UUID recordId = row.getUUID("record_id");
    if (recordId == null) {
      return Uni.createFrom().item(work.userId().equals(row.getUUID("created_by")));
    }
    Optional<ObjectModel> object = work.model().object(row.getInteger("object_id"));
    Optional<FieldModel> field =
        object.flatMap(
            found ->
                found.fields().stream()
                    .filter(it -> it.id() == row.getInteger("field_id"))
                    .findFirst());
    if (field.isEmpty()
        || !work.access().can(object.get(), ObjectPermission.READ)
        || !work.access().canRead(object.get(), field.get())) {
      return Uni.createFrom().item(false);
    }
    return work.tx()
        .send(RecordStatements.of(object.get()).selectOne(work.tenantId(), recordId))
        .chain(
            rows ->
                rows.size() == 0
                    ? Uni.createFrom().item(false)
                    : Reached.visible(work, object.get(), List.of(recordId))
                        .map(visible -> !visible.isEmpty()));
  }
}
