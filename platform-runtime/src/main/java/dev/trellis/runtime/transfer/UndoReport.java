package dev.trellis.runtime.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.value.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What undoing an import came to. Filled batch by batch. */
final class UndoReport {
  private static final int EXAMPLES = 20;

  private long removed;
  private long restored;
  private long gone;
  private final Map<String, Kept> kept = new TreeMap<>();

  private static final class Kept {
    private long count;
    private final List<UUID> examples = new ArrayList<>();
  }

  void undone(boolean wasCreated) {
    if (wasCreated) {
      removed++;
    } else {
      restored++;
    }
  }

  /** Somebody else has deleted a record that the import created. */
  void alreadyGone() {
    gone++;
  }

  void kept(UUID id, String reason) {
    Kept of = kept.computeIfAbsent(reason, _ -> new Kept());
    of.count++;
    if (of.examples.size() < EXAMPLES) {
      of.examples.add(id);
    }
  }

  void add(UndoReport other) {
    removed += other.removed;
    restored += other.restored;
    gone += other.gone;
    other.kept.forEach(
        (reason, theirs) -> {
          Kept ours = kept.computeIfAbsent(reason, _ -> new Kept());
          ours.count += theirs.count;
          theirs.examples.stream()
              .limit(EXAMPLES - ours.examples.size())
              .forEach(ours.examples::add);
        });
  }

  /** What another pass came to: what it could not undo is what is left. */
  void addPass(UndoReport pass) {
    kept.clear();
    add(pass);
  }

  long undoneCount() {
    return removed + restored;
  }

  long keptCount() {
    return kept.values().stream().mapToLong(of -> of.count).sum();
  }

  /** {@code {removed, restored, gone, kept, reasons: [{code, count, records}]}} */
  ObjectNode json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("removed", removed)
        .put("restored", restored)
        .put("gone", gone)
        .put("kept", keptCount());
    var reasons = json.putArray("reasons");
    kept.forEach(
        (reason, of) -> {
          ObjectNode entry = reasons.addObject().put("code", reason).put("count", of.count);
          var records = entry.putArray("records");
          of.examples.forEach(id -> records.add(id.toString()));
        });
    return json;
  }
}
