package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.Use;
import dev.trellis.metadata.change.Uses;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What a component that stays as it is speaks of must stay too; the answer lists who does. */
final class NothingInUseGoes implements ChangeRule {
  private static final int MAX_LISTED = 100;

  @Override
  public List<Violation> check(Candidate candidate) {
    Draft draft = candidate.draft();
    if (draft.deleted().isEmpty() && draft.written().keySet().stream().noneMatch(canBreak(draft))) {
      return List.of();
    }
    var before = new Uses(candidate.before(), candidate.modelBefore());
    var after = new Uses(candidate.after(), candidate.modelAfter());
    Map<ComponentKey, Set<String>> users = new LinkedHashMap<>();
    for (ComponentDocument document : draft.documents().values()) {
      if (!draft.written().containsKey(document.key())
          && !draft.pruned().contains(document.key())) {
        collectBroken(document, before, after, draft, users);
      }
    }
    return violations(draft, users);
  }

  private static Predicate<ComponentKey> canBreak(Draft draft) {
    return key ->
        (key.kind() == Kind.FIELD || key.kind() == Kind.TRANSLATION) && draft.before().has(key);
  }

  private static void collectBroken(
      ComponentDocument document,
      Uses before,
      Uses after,
      Draft draft,
      Map<ComponentKey, Set<String>> users) {
    List<Use> now = after.of(document.component());
    if (now.stream().noneMatch(Use::isMissing)) {
      return;
    }
    Map<String, Use> then = new LinkedHashMap<>();
    before.of(document.component()).forEach(use -> then.put(use.pointer(), use));
    for (Use use : now) {
      Use earlier = then.get(use.pointer());
      if (use.isMissing() && earlier != null && !earlier.isMissing()) {
        earlier.targets().stream()
            .filter(draft::isTouched)
            .findFirst()
            .ifPresent(
                culprit ->
                    users
                        .computeIfAbsent(culprit, _ -> new LinkedHashSet<>())
                        .add(document.key().toString()));
      }
    }
  }

  private static List<Violation> violations(Draft draft, Map<ComponentKey, Set<String>> users) {
    var violations = new ArrayList<Violation>();
    users.forEach(
        (culprit, list) ->
            violations.add(
                Violation.of(
                    draft.pointer(culprit),
                    "in_use",
                    "component",
                    culprit.toString(),
                    "users",
                    list.stream().limit(MAX_LISTED).toList(),
                    "count",
                    list.size())));
    return violations;
  }
}
