package dev.trellis.metadata.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.sdk.component.Component;
import dev.trellis.sdk.component.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The catalogue with the change set laid over it: which documents there would be. Whether they make
 * sense is for the rules to say.
 */
public final class Draft {
  private final CatalogSnapshot before;
  private final ChangeSet changeSet;
  private final NavigableMap<ComponentKey, ComponentDocument> documents;
  private final Map<ComponentKey, ComponentDocument> written = new LinkedHashMap<>();
  private final Map<ComponentKey, String> pointers = new LinkedHashMap<>();
  private final Set<ComponentKey> deleted = new LinkedHashSet<>();
  private final Set<ComponentKey> pruned = new LinkedHashSet<>();
  private final List<ComponentKey> repeated = new ArrayList<>();

  private Draft(CatalogSnapshot before, ChangeSet changeSet) {
    this.before = before;
    this.changeSet = changeSet;
    this.documents = new TreeMap<>(before.documents());
  }

  /**
   * @param changeSet every document of it passed its schema
   */
  public static Draft of(CatalogSnapshot before, ChangeSet changeSet) {
    var draft = new Draft(before, changeSet);
    draft.applyDeletions();
    draft.applyComponents();
    draft.prune();
    return draft;
  }

  private void applyDeletions() {
    changeSet
        .deletionPointers()
        .forEach(
            (key, pointer) -> {
              pointers.put(key, pointer);
              delete(key);
              if (key.kind() == Kind.OBJECT) {
                for (Kind kind : Kind.values()) {
                  if (kind.isOfObject()) {
                    before
                        .ofObject(kind, key.name())
                        .forEach(
                            owned -> {
                              pointers.putIfAbsent(owned.key(), pointer);
                              delete(owned.key());
                            });
                  }
                }
              }
            });
  }

  private void delete(ComponentKey key) {
    if (documents.remove(key) != null) {
      deleted.add(key);
    }
  }

  private void applyComponents() {
    List<JsonNode> components = changeSet.components();
    for (int i = 0; i < components.size(); i++) {
      ComponentDocument document = ComponentDocument.of(components.get(i));
      ComponentKey key = document.key();
      if (written.put(key, document) != null || changeSet.deletions().contains(key)) {
        repeated.add(key);
      }
      pointers.put(key, "/components/" + i);
      documents.put(key, document);
      deleted.remove(key);
    }
  }

  /** Permission sets and translations forget what is deleted: they only speak about it. */
  private void prune() {
    if (deleted.isEmpty()) {
      return;
    }
    for (Kind kind : List.of(Kind.PERMISSION_SET, Kind.TRANSLATION)) {
      for (ComponentDocument document : List.copyOf(before.ofKind(kind))) {
        if (!written.containsKey(document.key()) && documents.containsKey(document.key())) {
          Pruning.of(document, deleted)
              .ifPresent(
                  without -> {
                    documents.put(without.key(), without);
                    pruned.add(without.key());
                  });
        }
      }
    }
  }

  public CatalogSnapshot before() {
    return before;
  }

  public ChangeSet changeSet() {
    return changeSet;
  }

  /** Every component there would be. */
  public NavigableMap<ComponentKey, ComponentDocument> documents() {
    return Collections.unmodifiableNavigableMap(documents);
  }

  /** What the change set brings, in its order. */
  public Map<ComponentKey, ComponentDocument> written() {
    return Collections.unmodifiableMap(written);
  }

  public <T extends Component> List<T> written(Class<T> type) {
    return written.values().stream()
        .map(ComponentDocument::component)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** What would go, the belongings of deleted objects included. */
  public Set<ComponentKey> deleted() {
    return Collections.unmodifiableSet(deleted);
  }

  /** What is changed only because it speaks about something that is deleted. */
  public Set<ComponentKey> pruned() {
    return Collections.unmodifiableSet(pruned);
  }

  /** What the change set names more than once. */
  public List<ComponentKey> repeated() {
    return Collections.unmodifiableList(repeated);
  }

  public boolean isTouched(ComponentKey key) {
    return pointers.containsKey(key);
  }

  /** Where the request speaks of a component: {@code /components/3}, {@code /deletions/0}. */
  public String pointer(ComponentKey key) {
    return pointers.getOrDefault(key, "");
  }

  public String pointer(Component component) {
    return pointer(ComponentKey.of(component));
  }
}
