package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.DraftRule;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** So much and no more: what a model may weigh is bounded. */
final class LimitsAreKept implements DraftRule {
  static final int OBJECTS = 5_000;
  static final int FIELDS_OF_AN_OBJECT = 1_000;

  /** Every save of a record works all of them out. */
  static final int RULES_OF_AN_OBJECT = 500;

  @Override
  public List<Violation> check(Draft draft) {
    int objects = 0;
    Map<String, Integer> fields = new HashMap<>();
    Map<String, Integer> rules = new HashMap<>();
    for (ComponentKey key : draft.documents().keySet()) {
      switch (key.kind()) {
        case OBJECT -> objects++;
        case FIELD -> fields.merge(key.objectName(), 1, Integer::sum);
        case VALIDATION_RULE -> rules.merge(key.objectName(), 1, Integer::sum);
        case RECORD_TYPE,
            VALUE_SET,
            LAYOUT,
            LIST_VIEW,
            APP,
            PERMISSION_SET,
            DUPLICATE_RULE,
            SHARING_RULE,
            TRANSLATION -> {}
      }
    }
    var violations = new ArrayList<Violation>();
    for (ComponentDocument document : draft.written().values()) {
      ComponentKey key = document.key();
      if (draft.before().has(key)) {
        continue;
      }
      if (key.kind() == Kind.OBJECT && objects > OBJECTS) {
        violations.add(Violation.of(draft.pointer(key), "too_many_objects", "max", OBJECTS));
      }
      if (key.kind() == Kind.FIELD && fields.get(key.objectName()) > FIELDS_OF_AN_OBJECT) {
        violations.add(
            Violation.of(draft.pointer(key), "too_many_fields", "max", FIELDS_OF_AN_OBJECT));
      }
      if (key.kind() == Kind.VALIDATION_RULE && rules.get(key.objectName()) > RULES_OF_AN_OBJECT) {
        violations.add(
            Violation.of(draft.pointer(key), "too_many_rules", "max", RULES_OF_AN_OBJECT));
      }
    }
    return violations;
  }
}
