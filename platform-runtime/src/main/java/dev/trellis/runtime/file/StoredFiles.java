package dev.trellis.runtime.file;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of files. A file is seen by whoever sees the field that holds it; until a record holds
 * it, only by its uploader.
 */
@ApplicationScoped
class StoredFiles {
  private static final String INSERT =
      "INSERT INTO file (tenant_id, id, name, media_type, size, sha256, location, created_at, created_by)"
          + " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
  private static final String FIND =
      "SELECT id, name, media_type, size, location, object_id, record_id, field_id, created_by FROM file"
          + " WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL";

  /**
   * @param size in bytes
   */
  record StoredFile(UUID id, String name, String mediaType, long size, String location) {}

  Uni<StoredFile> add(Work work, StoredFile file, byte[] sha256) {
    return work.tx()
        .query(
            INSERT,
            Tuple.from(
                new Object[] {
                  work.tenantId(),
                  file.id(),
                  file.name(),
                  file.mediaType(),
                  file.size(),
                  io.vertx.core.buffer.Buffer.buffer(sha256),
                  file.location(),
                  work.now().atOffset(ZoneOffset.UTC),
                  work.userId()
                }))
        .replaceWith(file);
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
        .map(rows -> rows.size() > 0);
  }
}
