package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.component.FieldType;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ties uploaded files to the records whose fields hold them. A file can be put into a field by
 * whoever uploaded it, once; from then on it belongs to that record and is seen by those who see
 * the field.
 */
@ApplicationScoped
class FileAttachments {
  private static final String FIND =
      "SELECT id, created_by, media_type, object_id, record_id FROM file"
          + " WHERE tenant_id = $1 AND id = ANY($2) AND stored AND deleted_at IS NULL FOR UPDATE";
  private static final String ATTACH =
      "UPDATE file AS f SET object_id = $2, record_id = u.r, field_id = u.f"
          + " FROM unnest($3::uuid[], $4::uuid[], $5::int[]) AS u(i, r, f) WHERE f.tenant_id = $1 AND f.id = u.i";

  private record Attachment(Draft draft, FieldModel field, UUID fileId) {}

  Uni<Void> check(Work work, ObjectModel object, List<Draft> drafts) {
    List<Attachment> attachments = attachments(object, drafts);
    if (attachments.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    UUID[] ids = attachments.stream().map(Attachment::fileId).distinct().toArray(UUID[]::new);
    return work.tx()
        .query(FIND, Tuple.of(work.tenantId()).addValue(ids))
        .invoke(
            rows -> {
              Map<UUID, Row> files = new HashMap<>();
              rows.forEach(row -> files.put(row.getUUID("id"), row));
              attachments.forEach(
                  attachment -> check(work, object, attachment, files.get(attachment.fileId())));
            })
        .replaceWithVoid();
  }

  private static void check(
      Work work, ObjectModel object, Attachment attachment, @Nullable Row file) {
    if (file == null || !mayAttach(work, object, attachment.draft(), file)) {
      attachment.draft().refuse(attachment.field(), "file_not_found");
    } else if (attachment.field().type() instanceof FieldType.Image
        && !file.getString("media_type").startsWith("image/")) {
      attachment
          .draft()
          .refuse(attachment.field(), "not_an_image", "type", file.getString("media_type"));
    }
  }

  private static boolean mayAttach(Work work, ObjectModel object, Draft draft, Row file) {
    UUID recordId = file.getUUID("record_id");
    return recordId == null
        ? work.userId().equals(file.getUUID("created_by"))
        : recordId.equals(draft.id()) && file.getInteger("object_id") == object.id();
  }

  void attach(Work work, ObjectModel object, List<Draft> drafts) {
    List<Attachment> attachments = attachments(object, drafts);
    if (!attachments.isEmpty()) {
      work.tx()
          .query(
              ATTACH,
              Tuple.of(
                  work.tenantId(),
                  object.id(),
                  attachments.stream().map(Attachment::fileId).toArray(UUID[]::new),
                  attachments.stream()
                      .map(attachment -> attachment.draft().id())
                      .toArray(UUID[]::new),
                  attachments.stream()
                      .map(attachment -> attachment.field().id())
                      .toArray(Integer[]::new)));
    }
  }

  private static List<Attachment> attachments(ObjectModel object, List<Draft> drafts) {
    var attachments = new ArrayList<Attachment>();
    for (FieldModel field : object.fields()) {
      if (field.type() instanceof FieldType.File || field.type() instanceof FieldType.Image) {
        for (Draft draft : drafts) {
          if (draft.isChanged(field) && draft.value(field) instanceof UUID fileId) {
            attachments.add(new Attachment(draft, field, fileId));
          }
        }
      }
    }
    return attachments;
  }
}
