package dev.trellis.metadata.change.plan;

import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.ModelCompiler;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.rule.ChangeRules;
import dev.trellis.metadata.schema.ComponentSchemas;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Catalogue and change set → what would happen, or everything that is wrong. Pure. */
public final class ChangePlanner {
  private final ComponentSchemas schemas = ComponentSchemas.load();
  private final ModelCompiler compiler;

  /**
   * @param compiler the one that compiles models for requests, so that they share what is equal
   */
  public ChangePlanner(ModelCompiler compiler) {
    this.compiler = compiler;
  }

  public Planned plan(CatalogSnapshot before, ChangeSet changeSet, Instant now) {
    return plan(before, changeSet, now, Set.of());
  }

  /**
   * @param deferredIndexes fields, as {@code object.field}, with too many records to fill a new
   *     index now
   */
  public Planned plan(
      CatalogSnapshot before, ChangeSet changeSet, Instant now, Set<String> deferredIndexes) {
    List<Violation> malformed = malformed(changeSet);
    if (!malformed.isEmpty()) {
      return new Planned.Refused(malformed);
    }
    Draft draft = Draft.of(before, changeSet);
    List<Violation> violations =
        ChangeRules.OF_DRAFTS.stream().flatMap(rule -> rule.check(draft).stream()).toList();
    if (!violations.isEmpty()) {
      return new Planned.Refused(violations);
    }
    var storage = new StoragePlanner(draft, now, deferredIndexes);
    storage.plan();
    CatalogSnapshot after = storage.after();
    var candidate = new Candidate(draft, after, compiler.compile(before), compiler.compile(after));
    violations =
        ChangeRules.OF_CANDIDATES.stream().flatMap(rule -> rule.check(candidate).stream()).toList();
    if (!violations.isEmpty()) {
      return new Planned.Refused(violations);
    }
    var warnings = new ArrayList<>(storage.warnings());
    warnings.addAll(warnings(draft));
    return new Planned.Accepted(
        new ChangePlan(
            before,
            after,
            candidate.modelAfter(),
            changes(draft),
            storage.changedObjects(),
            storage.changedFields(),
            storage.changedRecordTypes(),
            new EffectPlanner(candidate).plan(),
            warnings));
  }

  private List<Violation> malformed(ChangeSet changeSet) {
    var violations = new ArrayList<Violation>();
    for (int i = 0; i < changeSet.components().size(); i++) {
      String pointer = "/components/" + i;
      schemas
          .check(changeSet.components().get(i))
          .forEach(violation -> violations.add(violation.under(pointer)));
    }
    return violations;
  }

  private static List<Change> changes(Draft draft) {
    var keys = new LinkedHashSet<>(draft.deleted());
    keys.addAll(draft.written().keySet());
    keys.addAll(draft.pruned());
    return keys.stream()
        .map(key -> Change.of(key, draft.before().documents().get(key), draft.documents().get(key)))
        .toList();
  }

  private static List<Violation> warnings(Draft draft) {
    var warnings = new ArrayList<Violation>();
    for (FieldDefinition field : draft.written(FieldDefinition.class)) {
      if (field.type() instanceof FieldType.Reference reference
          && field.required()
          && reference.onDelete() == FieldType.OnDelete.CLEAR) {
        warnings.add(
            Violation.of(
                draft.pointer(field) + "/on_delete",
                "required_but_cleared",
                "field",
                field.name()));
      }
      if (field.type() instanceof FieldType.Choice choice
          && choice.source().valueSet() == null
          && choice.source().values().isEmpty()
          && choice.source().restricted()) {
        warnings.add(
            Violation.of(draft.pointer(field) + "/values", "no_values", "field", field.name()));
      }
    }
    return warnings;
  }
}
