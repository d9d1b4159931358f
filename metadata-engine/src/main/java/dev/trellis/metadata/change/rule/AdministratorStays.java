package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.access.DefaultAccess;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.DraftRule;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.util.List;

/** A tenant without an administrator could never be mended. */
final class AdministratorStays implements DraftRule {
  private static final ComponentKey ADMINISTRATOR =
      new ComponentKey(Kind.PERMISSION_SET, DefaultAccess.ADMINISTRATOR);

  @Override
  public List<Violation> check(Draft draft) {
    return draft.deleted().contains(ADMINISTRATOR)
        ? List.of(
            Violation.of(
                draft.pointer(ADMINISTRATOR), "built_in", "component", ADMINISTRATOR.toString()))
        : List.of();
  }
}
