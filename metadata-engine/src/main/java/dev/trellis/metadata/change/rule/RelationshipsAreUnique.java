package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.RelationshipModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Among the references that point to one object every reverse name is there once. */
final class RelationshipsAreUnique implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    Set<Violation> violations = new LinkedHashSet<>();
    for (String object : candidate.modelAfter().objects().keySet()) {
      Map<String, List<ComponentKey>> fields = new HashMap<>();
      for (RelationshipModel relationship : candidate.modelAfter().relationships(object)) {
        fields
            .computeIfAbsent(relationship.name(), _ -> new ArrayList<>())
            .add(ComponentKey.field(relationship.from().name(), relationship.field().name()));
      }
      fields.forEach(
          (name, same) -> {
            if (same.size() > 1) {
              same.stream()
                  .filter(candidate.draft().written()::containsKey)
                  .forEach(
                      key ->
                          violations.add(
                              Violation.of(
                                  candidate.draft().pointer(key) + "/relationship",
                                  "relationship_taken",
                                  "relationship",
                                  name,
                                  "object",
                                  object)));
            }
          });
    }
    return List.copyOf(violations);
  }
}
