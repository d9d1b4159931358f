package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What records in the recycle bin are called, as far as the caller may read it. */
final class DeletedNames {
  private final Map<UUID, String> names = new HashMap<>();

  private DeletedNames() {}

  /**
   * @param rows with {@code id}, {@code object_id} and the built-in {@code name}
   */
  static Uni<DeletedNames> of(Work work, List<Row> rows) {
    var found = new DeletedNames();
    var lookups = new ArrayList<Uni<Void>>();
    rows.stream()
        .collect(Collectors.groupingBy(row -> row.getInteger("object_id")))
        .forEach(
            (id, members) -> {
              ObjectModel object = work.model().object(id).orElseThrow();
              FieldModel field = object.require(SearchDocument.nameField(object));
              if (!work.access().canRead(object, field)) {
                return;
              }
              if (field.name().equals(SystemFields.NAME)) {
                members.forEach(row -> found.put(row.getUUID("id"), row.getString("name")));
              } else {
                lookups.add(found.read(work, object, field, members));
              }
            });
    return lookups.isEmpty()
        ? Uni.createFrom().item(found)
        : Uni.join().all(lookups).andFailFast().replaceWith(found);
  }

  private Uni<Void> read(Work work, ObjectModel object, FieldModel field, List<Row> members) {
    RecordStatements statements = RecordStatements.of(object);
    FieldModel idField = object.require(SystemFields.ID);
    List<UUID> ids = members.stream().map(row -> row.getUUID("id")).toList();
    return work.tx()
        .send(statements.selectDeleted(work.tenantId(), ids))
        .invoke(
            rows -> {
              for (Row row : rows) {
                StoredRecord record = statements.layout().decode(row, 0);
                put(record.id(idField), record.value(field) instanceof String name ? name : null);
              }
            })
        .replaceWithVoid();
  }

  private void put(UUID id, @Nullable String name) {
    if (name != null) {
      names.put(id, name);
    }
  }

  @Nullable String of(UUID id) {
    return names.get(id);
  }
}
