package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.sharing.ParentField;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.InTurn;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Sharing;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What belongs to a record is part of it: only who may change that may add to it. */
final class ParentCheck {
  private ParentCheck() {}

  static Uni<Void> check(Work work, ObjectModel object, List<Draft> drafts) {
    if (object.definition().sharingOrDefault() != Sharing.BY_PARENT
        || work.records().reach(object, Level.EDIT).isAll()) {
      return Uni.createFrom().voidItem();
    }
    FieldModel reference = ParentField.of(object).orElseThrow();
    return InTurn.each(
        byParent(work, reference, drafts).entrySet(),
        parents ->
            Reached.of(work, parents.getKey(), parents.getValue().keySet())
                .invoke(reached -> refuse(reference, parents.getValue(), reached))
                .replaceWithVoid());
  }

  private static Map<ObjectModel, Map<UUID, List<Draft>>> byParent(
      Work work, FieldModel reference, List<Draft> drafts) {
    var parents = new HashMap<ObjectModel, Map<UUID, List<Draft>>>();
    for (Draft draft : drafts) {
      if (draft.isInsert() || draft.isChanged(reference)) {
        switch (draft.value(reference)) {
          case UUID id -> {
            String only = ((FieldType.Reference) reference.type()).to().getFirst();
            add(parents, work.model().object(only).orElseThrow(), id, draft);
          }
          case ReferenceValue(int objectId, UUID id) ->
              add(parents, work.model().object(objectId).orElseThrow(), id, draft);
          case null, default -> {}
        }
      }
    }
    return parents;
  }

  private static void add(
      Map<ObjectModel, Map<UUID, List<Draft>>> parents, ObjectModel parent, UUID id, Draft draft) {
    parents
        .computeIfAbsent(parent, _ -> new HashMap<>())
        .computeIfAbsent(id, _ -> new ArrayList<>())
        .add(draft);
  }

  private static void refuse(
      FieldModel reference, Map<UUID, List<Draft>> children, Reached reached) {
    children.forEach(
        (parent, drafts) -> {
          if (!reached.allows(parent, Level.EDIT)) {
            drafts.forEach(draft -> draft.refuse(reference, "parent_not_editable"));
          }
        });
  }
}
