package dev.trellis.runtime.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.RelationshipModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.metadata.value.Json;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.record.RecordPipeline.Atomicity;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.InTurn;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Work.Validation;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Makes one record of several: what referred to the losers refers to the winner, the losers go to
 * the recycle bin. Restoring a loser brings the record back, not what moved on to the winner.
 */
@ApplicationScoped
class RecordMerge {
  private static final int MAX_LOSERS = 100;

  private final RecordPipeline pipeline;
  private final RecordDeletion deletion;
  private final RecordWriter writer;
  private final ChangeRecorder recorder;

  RecordMerge(
      RecordPipeline pipeline,
      RecordDeletion deletion,
      RecordWriter writer,
      ChangeRecorder recorder) {
    this.pipeline = pipeline;
    this.deletion = deletion;
    this.writer = writer;
    this.recorder = recorder;
  }

  /**
   * @param fields values for the winner; {@code {"from": "<id>"}} takes the one that a loser has
   */
  record Request(Set<UUID> losers, ObjectNode fields) {
    static Request read(ObjectNode json) {
      var losers = new LinkedHashSet<UUID>();
      List<String> texts = RequestJson.texts(json, "losers");
      for (int i = 0; i < texts.size(); i++) {
        UUID id = FieldCoercion.parseId(texts.get(i));
        if (id == null) {
          throw PlatformException.invalid(Violation.of("/losers/" + i, "not_found"));
        }
        losers.add(id);
      }
      if (losers.isEmpty()) {
        throw PlatformException.invalid(Violation.of("/losers", "required"));
      }
      if (losers.size() > MAX_LOSERS) {
        throw PlatformException.invalid(Violation.of("/losers", "too_many", "max", MAX_LOSERS));
      }
      if (json.has("fields") && !(json.get("fields") instanceof ObjectNode)) {
        throw PlatformException.invalid(
            Violation.of("/fields", "wrong_type", "expected", "object"));
      }
      return new Request(
          losers,
          json.get("fields") instanceof ObjectNode fields
              ? fields
              : Json.MAPPER.createObjectNode());
    }
  }

  Uni<StoredRecord> merge(Work work, ObjectModel object, UUID winner, Request request) {
    RecordPipeline.requireWritable(object);
    work.require(object, ObjectPermission.EDIT);
    work.require(object, ObjectPermission.DELETE);
    if (request.losers().contains(winner)) {
      throw PlatformException.invalid(Violation.of("/losers", "winner_among_losers"));
    }
    var everyone = new LinkedHashSet<>(request.losers());
    everyone.add(winner);
    return writer
        .lock(work, object, everyone)
        .chain(
            stored ->
                Reached.visible(work, object, stored.keySet())
                    .map(
                        visible -> {
                          stored.keySet().retainAll(visible);
                          return stored;
                        }))
        .chain(
            stored -> {
              requireAll(winner, request, stored);
              ObjectNode fields = values(work, object, request, stored);
              return moveReferences(work, object, winner, request.losers())
                  // Deleted first, so that the winner may take over their unique values.
                  .chain(
                      () ->
                          deletion.delete(
                              work.with(Validation.NONE),
                              object,
                              inputs(request.losers()),
                              Atomicity.ALL_OR_NONE))
                  .chain(() -> update(work, object, winner, fields, stored.get(winner)))
                  .invoke(after -> record(work, object, winner, request.losers(), after));
            });
  }

  private static void requireAll(UUID winner, Request request, Map<UUID, StoredRecord> stored) {
    if (!stored.containsKey(winner)) {
      throw PlatformException.notFound();
    }
    var missing = new ArrayList<Violation>();
    int i = 0;
    for (UUID loser : request.losers()) {
      if (!stored.containsKey(loser)) {
        missing.add(Violation.of("/losers/" + i, "not_found"));
      }
      i++;
    }
    if (!missing.isEmpty()) {
      throw PlatformException.invalid(missing);
    }
  }

  private static ObjectNode values(
      Work work, ObjectModel object, Request request, Map<UUID, StoredRecord> stored) {
    ObjectNode values = Json.MAPPER.createObjectNode();
    request
        .fields()
        .properties()
        .forEach(
            member -> {
              var value = member.getValue();
              if (value instanceof ObjectNode node
                  && node.size() == 1
                  && node.path("from").isTextual()) {
                UUID from = FieldCoercion.parseId(node.path("from").textValue());
                FieldModel field =
                    object
                        .field(member.getKey())
                        .filter(found -> work.access().canRead(object, found))
                        .orElse(null);
                if (from == null || !stored.containsKey(from) || field == null) {
                  throw PlatformException.invalid(
                      Violation.of("/fields/" + member.getKey() + "/from", "not_found"));
                }
                values.set(field.name(), FieldJson.node(stored.get(from).value(field)));
              } else {
                values.set(member.getKey(), value);
              }
            });
    return values;
  }

  private static List<SaveInput> inputs(Set<UUID> ids) {
    return ids.stream().map(id -> new SaveInput(id, null, Json.MAPPER.createObjectNode())).toList();
  }

  private Uni<StoredRecord> update(
      Work work, ObjectModel object, UUID winner, ObjectNode fields, StoredRecord before) {
    if (fields.isEmpty()) {
      return Uni.createFrom().item(before);
    }
    return pipeline
        .update(
            work, object, List.of(SaveInput.update(winner, null, fields)), Atomicity.ALL_OR_NONE)
        .onFailure(PlatformException.class)
        .transform(failure -> underFields((PlatformException) failure))
        .map(results -> Objects.requireNonNull(results.getFirst().record()));
  }

  private static PlatformException underFields(PlatformException failure) {
    return failure.violations().isEmpty()
        ? failure
        : PlatformException.of(
            failure.code(),
            failure.violations().stream().map(violation -> violation.under("/fields")).toList());
  }

  private Uni<Void> moveReferences(Work work, ObjectModel object, UUID winner, Set<UUID> losers) {
    return InTurn.each(
        work.model().relationships(object.name()),
        relationship -> move(work, relationship, winner, losers));
  }

  private Uni<Void> move(Work work, RelationshipModel relationship, UUID winner, Set<UUID> losers) {
    FieldModel field = relationship.field();
    return DeletionCascade.referring(work, relationship, losers)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(Map.<UUID, StoredRecord>of())
                    : writer.lock(work, relationship.from(), found.keySet()))
        .chain(
            children -> {
              var drafts = new ArrayList<Draft>();
              children.forEach(
                  (id, stored) -> {
                    Draft draft = Draft.update(drafts.size(), relationship.from(), id, stored);
                    draft.set(
                        field,
                        stored.value(field) instanceof ReferenceValue old
                            ? new ReferenceValue(old.objectId(), winner)
                            : winner);
                    drafts.add(draft);
                  });
              return drafts.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : pipeline
                      .saveDrafts(work.asPlatform(), relationship.from(), drafts)
                      .replaceWithVoid();
            });
  }

  private void record(
      Work work, ObjectModel object, UUID winner, Set<UUID> losers, StoredRecord after) {
    ObjectNode changes = Json.MAPPER.createObjectNode();
    var merged = changes.putArray("id").addNull().addArray();
    losers.forEach(loser -> merged.add(loser.toString()));
    recorder.record(
        work,
        object,
        "merged",
        List.of(
            new ChangeRecorder.Entry(
                winner, (Integer) after.value(object.require("version")), changes)));
  }
}
