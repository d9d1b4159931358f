package dev.trellis.runtime.duplicate;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.duplicate.DuplicateMatcher;
import dev.trellis.runtime.duplicate.DuplicateFinder.Probe;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What a rule found for one record.
 *
 * @param records the others that stand for the same thing, oldest first
 */
public record Duplicates(DuplicateMatcher matcher, List<UUID> records) {
  public Duplicates {
    records = List.copyOf(records);
  }

  /** Without those that the caller may not see; what only they would tell is left empty. */
  static Uni<Map<Probe, List<Duplicates>>> visible(
      Work work, ObjectModel object, Map<Probe, List<Duplicates>> found) {
    var ids = new HashSet<UUID>();
    found.values().forEach(all -> all.forEach(one -> ids.addAll(one.records())));
    return Reached.visible(work, object, ids)
        .map(
            visible -> {
              var told = new LinkedHashMap<Probe, List<Duplicates>>();
              found.forEach(
                  (probe, all) ->
                      told.put(probe, all.stream().map(one -> one.among(visible)).toList()));
              return told;
            });
  }

  private Duplicates among(Set<UUID> visible) {
    return new Duplicates(matcher, records.stream().filter(visible::contains).toList());
  }
}
