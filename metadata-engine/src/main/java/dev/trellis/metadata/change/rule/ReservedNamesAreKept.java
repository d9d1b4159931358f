package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.DraftRule;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.util.List;
import java.util.Set;

/** Objects and fields do not take the names of those that the platform brings. */
final class ReservedNamesAreKept implements DraftRule {
  private static final Set<String> OBJECTS = Set.of(ObjectModel.USER, ObjectModel.FILE);

  @Override
  public List<Violation> check(Draft draft) {
    return draft.written().keySet().stream()
        .filter(ReservedNamesAreKept::isReserved)
        .map(
            key ->
                Violation.of(
                    draft.pointer(key) + "/name", "reserved_name", "name", key.localName()))
        .toList();
  }

  private static boolean isReserved(ComponentKey key) {
    return (key.kind() == Kind.OBJECT && OBJECTS.contains(key.name()))
        || (key.kind() == Kind.FIELD && SystemFields.RESERVED.contains(key.localName()));
  }
}
