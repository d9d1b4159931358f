package dev.trellis.metadata.change;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.sdk.component.Kind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A permission set or translation without what it says about deleted components. */
final class Pruning {
  private Pruning() {}

  /** Empty when it says nothing about them. */
  static Optional<ComponentDocument> of(ComponentDocument document, Set<ComponentKey> deleted) {
    ObjectNode json = document.json().deepCopy();
    boolean changed;
    if (document.key().kind() == Kind.TRANSLATION) {
      changed = removeIf(json.path("texts"), path -> isAbout(path, deleted));
    } else {
      changed =
          removeIf(json.path("objects"), name -> deleted.contains(ComponentKey.object(name)))
              | removeIf(json.path("fields"), name -> isFieldOf(name, deleted))
              | removeItems(
                  json.path("apps"), name -> deleted.contains(new ComponentKey(Kind.APP, name)));
    }
    return changed ? Optional.of(ComponentDocument.of(json)) : Optional.empty();
  }

  private static boolean isFieldOf(String entry, Set<ComponentKey> deleted) {
    if (entry.endsWith(".*")) {
      return deleted.contains(ComponentKey.object(entry.substring(0, entry.length() - 2)));
    }
    return deleted.contains(new ComponentKey(Kind.FIELD, entry));
  }

  private static boolean isAbout(String path, Set<ComponentKey> deleted) {
    String[] parts = path.split("/", 3);
    return parts.length > 1
        && Kind.find(parts[0])
            .map(kind -> deleted.contains(new ComponentKey(kind, parts[1])))
            .orElse(false);
  }

  private static boolean removeIf(JsonNode json, Predicate<String> condition) {
    if (!(json instanceof ObjectNode object)) {
      return false;
    }
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    names.removeIf(condition.negate());
    object.remove(names);
    return !names.isEmpty();
  }

  private static boolean removeItems(JsonNode json, Predicate<String> condition) {
    boolean removed = false;
    for (Iterator<JsonNode> items = json.elements(); items.hasNext(); ) {
      if (condition.test(items.next().asText())) {
        items.remove();
        removed = true;
      }
    }
    return removed;
  }
}
