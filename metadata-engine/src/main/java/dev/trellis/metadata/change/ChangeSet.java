package dev.trellis.metadata.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.ComponentKey;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What someone wants changed: all of it or nothing.
 *
 * @param components documents to create or replace
 * @param deletions components to delete; an object takes what belongs to it along
 * @param clearing fields, as {@code object.field}, whose values may be cleared where they do not
 *     convert to the field's new settings
 * @param isRestore whether created objects and fields take up the records and values of deleted
 *     ones of the same name; otherwise they begin empty
 */
public record ChangeSet(
    List<JsonNode> components,
    List<ComponentKey> deletions,
    Set<String> clearing,
    boolean isRestore) {
  public ChangeSet {
    components = List.copyOf(components);
    deletions = List.copyOf(deletions);
    clearing = Collections.unmodifiableSet(new LinkedHashSet<>(clearing));
  }

  public static ChangeSet put(JsonNode... components) {
    return new ChangeSet(List.of(components), List.of(), Set.of(), false);
  }

  public static ChangeSet delete(ComponentKey... deletions) {
    return new ChangeSet(List.of(), List.of(deletions), Set.of(), false);
  }

  /** Where each of a plan's keys stands in the request, for pointers. */
  Map<ComponentKey, String> deletionPointers() {
    var pointers = new LinkedHashMap<ComponentKey, String>();
    for (int i = 0; i < deletions.size(); i++) {
      pointers.putIfAbsent(deletions.get(i), "/deletions/" + i);
    }
    return pointers;
  }
}
