package dev.trellis.runtime.duplicate;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.duplicate.DuplicateMatcher;
import dev.trellis.metadata.postgres.MatchKeyStatements;
import dev.trellis.metadata.postgres.MatchKeyStatements.Key;
import dev.trellis.metadata.record.Draft;
import dev.trellis.runtime.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Keeps the keys that duplicates are found by in step with the records. */
@ApplicationScoped
public class MatchKeys {
  /** Sends the statements for records that were written; nothing to wait for. */
  public void index(Work work, ObjectModel object, List<Draft> drafts) {
    List<DuplicateMatcher> matchers = DuplicateMatcher.of(object);
    if (matchers.isEmpty()) {
      return;
    }
    var keys = new ArrayList<Key>();
    var changed = new ArrayList<UUID>();
    for (Draft draft : drafts) {
      boolean isTouched =
          matchers.stream()
              .anyMatch(matcher -> matcher.fields().stream().anyMatch(draft::isChanged));
      if (!draft.isInsert() && !isTouched) {
        continue;
      }
      if (!draft.isInsert()) {
        changed.add(draft.id());
      }
      for (DuplicateMatcher matcher : matchers) {
        for (String key : matcher.keys(draft::value)) {
          keys.add(new Key(matcher.name(), key, draft.id()));
        }
      }
    }
    if (!changed.isEmpty()) {
      remove(work, object, changed);
    }
    if (!keys.isEmpty()) {
      work.tx().send(MatchKeyStatements.put(work.tenantId(), object.id(), keys));
    }
  }

  /** Also when no rule is active now: an older one may have left keys. */
  public void remove(Work work, ObjectModel object, Collection<UUID> ids) {
    if (!object.duplicateRules().isEmpty()) {
      work.tx().send(MatchKeyStatements.delete(work.tenantId(), object.id(), ids));
    }
  }
}
