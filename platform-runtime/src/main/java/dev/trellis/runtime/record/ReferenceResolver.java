package dev.trellis.runtime.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.value.Coerced;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.metadata.value.ReferenceInput;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.runtime.record.ReferenceKeys.Key;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds the records that a batch refers to, and locks them against deletion until the transaction
 * ends. One query per referred object and key, whatever the size of the batch.
 */
@ApplicationScoped
class ReferenceResolver {
  /**
   * Replaces every {@link ReferenceInput} among the drafts' values by what it refers to, or refuses
   * the draft.
   */
  Uni<Void> resolve(Work work, List<Draft> drafts) {
    var pending = pending(drafts);
    if (pending.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return findByKey(work, pending).chain(() -> lockAndSet(work, pending));
  }

  private static final class Pending {
    private final Draft draft;
    private final FieldModel field;
    private ReferenceInput input;

    Pending(Draft draft, FieldModel field, ReferenceInput input) {
      this.draft = draft;
      this.field = field;
      this.input = input;
    }
  }

  private static List<Pending> pending(List<Draft> drafts) {
    var pending = new ArrayList<Pending>();
    for (Draft draft : drafts) {
      for (FieldModel field : draft.object().fields()) {
        if (draft.value(field) instanceof ReferenceInput input) {
          pending.add(new Pending(draft, field, input));
        }
      }
    }
    return pending;
  }

  /** The objects that an input may mean, as far as the caller may see them. */
  private static List<ObjectModel> targets(Work work, Pending pending) {
    var type = (FieldType.Reference) pending.field.type();
    return type.to().stream()
        .filter(name -> pending.input.object() == null || pending.input.object().equals(name))
        .flatMap(name -> work.model().object(name).stream())
        .filter(
            object -> object.isPlatformObject() || work.access().can(object, ObjectPermission.READ))
        .toList();
  }

  // --- by key: to ids first

  private Uni<Void> findByKey(Work work, List<Pending> pending) {
    var wanted = new LinkedHashMap<Pending, List<Key>>();
    for (Pending one : pending) {
      if (one.input instanceof ReferenceInput.ByKey byKey) {
        wanted.put(one, keys(work, one, byKey));
      }
    }
    if (wanted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return ReferenceKeys.find(
            work, wanted.values().stream().flatMap(List::stream).collect(Collectors.toSet()))
        .invoke(found -> wanted.forEach((one, keys) -> settle(one, keys, found)))
        .replaceWithVoid();
  }

  private static List<Key> keys(Work work, Pending pending, ReferenceInput.ByKey byKey) {
    var keys = new ArrayList<Key>();
    for (ObjectModel object : targets(work, pending)) {
      object
          .field(byKey.field())
          .filter(field -> work.access().canRead(object, field))
          .filter(field -> ReferenceKeys.isKey(object, field))
          .ifPresent(
              field -> {
                if (FieldCoercion.coerce(field, byKey.value())
                        instanceof Coerced.Value(Object value)
                    && value != null) {
                  keys.add(new Key(object, field, ReferenceKeys.text(object, field, value)));
                }
              });
    }
    if (keys.isEmpty()
        && targets(work, pending).stream()
            .noneMatch(
                object ->
                    object
                        .field(byKey.field())
                        .filter(field -> ReferenceKeys.isKey(object, field))
                        .isPresent())) {
      pending.draft.refuse(
          Violation.of(
              "/" + pending.field.name() + "/" + byKey.field(),
              "not_a_key",
              "field",
              byKey.field()));
    }
    return keys;
  }

  private static void settle(Pending one, List<Key> keys, Map<Key, List<UUID>> found) {
    var input = (ReferenceInput.ByKey) one.input;
    String pointer = "/" + one.field.name();
    UUID id = null;
    String object = null;
    int matches = 0;
    for (Key key : keys) {
      for (UUID match : found.getOrDefault(key, List.of())) {
        id = match;
        object = key.object().name();
        matches++;
      }
    }
    if (matches == 1) {
      one.input = new ReferenceInput.ById(object, id);
    } else if (!one.draft.isRefused(one.field) || matches > 1) {
      one.draft.refuse(
          Violation.of(
              pointer,
              matches == 0 ? "reference_not_found" : "reference_ambiguous",
              "field",
              input.field(),
              "value",
              input.value().asText(),
              "matches",
              matches));
    }
  }

  // --- by id: that it is there, and stays

  private Uni<Void> lockAndSet(Work work, List<Pending> pending) {
    var wanted = new LinkedHashMap<ObjectModel, Set<UUID>>();
    for (Pending one : pending) {
      if (one.input instanceof ReferenceInput.ById byId) {
        targets(work, one)
            .forEach(
                object ->
                    wanted.computeIfAbsent(object, _ -> new LinkedHashSet<>()).add(byId.id()));
      }
    }
    var present = new HashMap<UUID, ObjectModel>();
    var locks = new ArrayList<Uni<Void>>();
    wanted.forEach((object, ids) -> locks.add(lock(work, object, ids, present)));
    if (locks.isEmpty()) {
      pending.forEach(one -> set(one, present));
      return Uni.createFrom().voidItem();
    }
    return Uni.join()
        .all(locks)
        .andFailFast()
        .invoke(() -> pending.forEach(one -> set(one, present)))
        .replaceWithVoid();
  }

  private Uni<Void> lock(
      Work work, ObjectModel object, Collection<UUID> ids, Map<UUID, ObjectModel> present) {
    var rows =
        object.isPlatformObject()
            ? work.tx()
                .query(
                    "SELECT id FROM "
                        + object.table().name()
                        + " WHERE tenant_id = $1 AND id = ANY($2)",
                    Tuple.of(work.tenantId()).addValue(ids.toArray(UUID[]::new)))
            : work.tx().send(RecordStatements.of(object).lockReferred(work.tenantId(), ids));
    return rows.chain(
            found -> {
              var there = new ArrayList<UUID>();
              found.forEach(row -> there.add(row.getUUID(0)));
              return Reached.visible(work, object, there);
            })
        .invoke(visible -> visible.forEach(id -> present.put(id, object)))
        .replaceWithVoid();
  }

  private static boolean isUnchanged(Pending one, UUID id) {
    return switch (one.draft.valueBefore(one.field)) {
      case UUID before -> before.equals(id);
      case ReferenceValue before -> before.id().equals(id);
      case null, default -> false;
    };
  }

  private static void set(Pending one, Map<UUID, ObjectModel> present) {
    if (!(one.input instanceof ReferenceInput.ById byId)) {
      one.draft.set(one.field, null);
      return;
    }
    ObjectModel object = present.get(byId.id());
    var type = (FieldType.Reference) one.field.type();
    if (object == null && isUnchanged(one, byId.id())) {
      // What somebody does not see they do not move either: forms send it back as it was.
      one.draft.set(one.field, one.draft.valueBefore(one.field));
      return;
    }
    if (object == null || !type.to().contains(object.name())) {
      one.draft.set(one.field, null);
      one.draft.refuse(one.field, "reference_not_found", "value", byId.id().toString());
    } else {
      one.draft.set(
          one.field, type.isPolymorphic() ? new ReferenceValue(object.id(), byId.id()) : byId.id());
    }
  }
}
