package dev.trellis.runtime.duplicate;

import static java.util.Objects.requireNonNull;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.duplicate.DuplicateMatcher;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.SaveWarning;
import dev.trellis.runtime.duplicate.DuplicateFinder.Probe;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The step of the save pipeline that looks for duplicates: strict rules refuse, the others warn.
 * Records of one batch are compared with each other, too; the first of them stands.
 */
@ApplicationScoped
public class DuplicateCheck {
  /** More would help nobody. */
  private static final int MAX_NAMED = 10;

  /** With more keys than this one lock for the rule replaces those for the keys. */
  private static final int MAX_LOCKS = 200;

  private static final int MAX_PER_KEY = 50;
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(k) FROM (SELECT k FROM unnest($1::bigint[]) AS k ORDER BY k) AS s";
  private static final String LOCK_SHARED =
      "SELECT pg_advisory_xact_lock_shared(k) FROM unnest($1::bigint[]) AS k";

  private final DuplicateFinder finder;

  DuplicateCheck(DuplicateFinder finder) {
    this.finder = finder;
  }

  public Uni<Void> check(Work work, ObjectModel object, List<Draft> drafts) {
    List<DuplicateMatcher> matchers = DuplicateMatcher.of(object);
    Map<UUID, Draft> checked = new LinkedHashMap<>();
    for (Draft draft : drafts) {
      if (matchers.stream().anyMatch(matcher -> concerns(matcher, draft))) {
        checked.put(draft.id(), draft);
      }
    }
    if (checked.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Probe> probes =
        checked.values().stream().map(draft -> new Probe(draft.id(), draft::value)).toList();
    return finder
        .ready(work, object, matchers)
        .invoke(() -> lock(work, object, matchers, checked.values()))
        .chain(() -> finder.find(work, object, matchers, probes))
        .chain(found -> Duplicates.visible(work, object, found))
        .invoke(
            found -> {
              found.forEach(
                  (probe, duplicates) ->
                      duplicates.forEach(
                          it -> tell(work, object, requireNonNull(checked.get(probe.id())), it)));
              matchers.forEach(matcher -> compareBatch(work, object, matcher, checked.values()));
            })
        .replaceWithVoid();
  }

  private static boolean concerns(DuplicateMatcher matcher, Draft draft) {
    return draft.isInsert() || matcher.fields().stream().anyMatch(draft::isChanged);
  }

  private static void tell(Work work, ObjectModel object, Draft draft, Duplicates found) {
    DuplicateMatcher matcher = found.matcher();
    if (!concerns(matcher, draft)) {
      return;
    }
    boolean isVisible = isVisible(work, object, matcher);
    List<UUID> records = isVisible ? found.records().stream().limit(MAX_NAMED).toList() : List.of();
    if (matcher.rule().isStrict()) {
      draft.refuse(
          Violation.of(
              "",
              "duplicate_record",
              "rule",
              matcher.name(),
              "records",
              records.stream().map(UUID::toString).toList()));
    } else if (!records.isEmpty()) {
      draft.warn(new SaveWarning("possible_duplicate", matcher.name(), records));
    }
  }

  /** Which record agrees in a field tells what the field of that record holds. */
  private static boolean isVisible(Work work, ObjectModel object, DuplicateMatcher matcher) {
    return work.access().can(object, ObjectPermission.READ)
        && matcher.fields().stream().allMatch(field -> work.access().canRead(object, field));
  }

  private static void compareBatch(
      Work work, ObjectModel object, DuplicateMatcher matcher, Iterable<Draft> drafts) {
    var byKey = new HashMap<String, List<Draft>>();
    for (Draft draft : drafts) {
      if (draft.isRefused()) {
        continue;
      }
      var earlier = new TreeSet<UUID>();
      var keys = matcher.keys(draft::value);
      for (String key : keys) {
        for (Draft other : byKey.getOrDefault(key, List.of())) {
          if (!other.id().equals(draft.id()) && matcher.agrees(draft::value, other::value)) {
            earlier.add(other.id());
          }
        }
      }
      if (!earlier.isEmpty()) {
        tell(work, object, draft, new Duplicates(matcher, List.copyOf(earlier)));
      }
      if (!draft.isRefused()) {
        for (String key : keys) {
          List<Draft> sharing = byKey.computeIfAbsent(key, _ -> new ArrayList<>(1));
          // As in the database: a key that many have tells nothing, and pairs grow as its square.
          if (sharing.size() < MAX_PER_KEY) {
            sharing.add(draft);
          }
        }
      }
    }
  }

  /**
   * Two transactions that save the same thing at the same moment would not see each other. The
   * second waits here until the first has ended. Batches lock the rule as a whole, single records
   * share that lock and hold their keys.
   */
  private static void lock(
      Work work, ObjectModel object, List<DuplicateMatcher> matchers, Iterable<Draft> drafts) {
    var rules = new TreeSet<Long>();
    var keys = new TreeSet<Long>();
    for (DuplicateMatcher matcher : matchers) {
      if (matcher.rule().isStrict()) {
        long rule = hash(work.tenantId() + ":" + object.id() + ":" + matcher.name());
        rules.add(rule);
        for (Draft draft : drafts) {
          matcher.keys(draft::value).forEach(key -> keys.add(rule ^ hash(key)));
        }
      }
    }
    if (rules.isEmpty()) {
      return;
    }
    if (keys.size() > MAX_LOCKS) {
      work.tx().query(LOCK, Tuple.tuple().addValue(rules.toArray(Long[]::new)));
    } else {
      work.tx().query(LOCK_SHARED, Tuple.tuple().addValue(rules.toArray(Long[]::new)));
      work.tx().query(LOCK, Tuple.tuple().addValue(keys.toArray(Long[]::new)));
    }
  }

  /** FNV-1a, 64 bits. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
