package dev.trellis.metadata.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.ModelCompiler;
import dev.trellis.metadata.catalog.Snapshots;
import dev.trellis.metadata.change.plan.ChangePlan;
import dev.trellis.metadata.change.plan.ChangePlanner;
import dev.trellis.metadata.change.plan.Planned;
import dev.trellis.metadata.schema.ComponentReader;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Change sets tried on a catalogue, written as documents with single quotes. */
public final class Trial {
  public static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  private final ChangePlanner planner = new ChangePlanner(new ModelCompiler());
  private CatalogSnapshot snapshot = CatalogSnapshot.empty(Snapshots.settings(7, 3));

  /** A tenant that has these components. */
  public static Trial given(String... documents) {
    var trial = new Trial();
    return documents.length == 0 ? trial : trial.apply(documents);
  }

  public static String object(String name) {
    return "{'kind':'object','name':'" + name + "','label':'" + name + "'}";
  }

  public static String field(String name, String properties) {
    return "{'kind':'field','name':'" + name + "','label':'x'," + properties + "}";
  }

  public CatalogSnapshot snapshot() {
    return snapshot;
  }

  /** Applies a change set that must be accepted. */
  public Trial apply(String... documents) {
    return applied(put(documents));
  }

  public Trial applied(ChangeSet changeSet) {
    snapshot = plan(changeSet).after();
    return this;
  }

  public ChangePlan plan(String... documents) {
    return plan(put(documents));
  }

  public ChangePlan plan(ChangeSet changeSet) {
    return plan(changeSet, Set.of());
  }

  public ChangePlan plan(ChangeSet changeSet, Set<String> deferred) {
    Planned planned = planner.plan(snapshot, changeSet, NOW, deferred);
    assertThat(planned).isInstanceOf(Planned.Accepted.class);
    return ((Planned.Accepted) planned).plan();
  }

  /** What is said against it, as {@code pointer code}. */
  public List<String> refusals(String... documents) {
    return refusals(put(documents));
  }

  public List<String> refusals(ChangeSet changeSet) {
    return violations(changeSet).stream().map(v -> v.pointer() + " " + v.code()).toList();
  }

  public List<Violation> violations(ChangeSet changeSet) {
    return switch (planner.plan(snapshot, changeSet, NOW)) {
      case Planned.Accepted _ -> List.of();
      case Planned.Refused(List<Violation> violations) -> violations;
    };
  }

  public static ChangeSet put(String... documents) {
    var components = new ArrayList<JsonNode>();
    for (String document : documents) {
      components.add(ComponentReader.parse(document.replace('\'', '"')));
    }
    return new ChangeSet(components, List.of(), Set.of(), false);
  }

  /** {@code "field deal.amount"}. */
  public static ChangeSet delete(String... keys) {
    var deletions = new ArrayList<ComponentKey>();
    for (String key : keys) {
      String[] parts = key.split(" ");
      deletions.add(new ComponentKey(Kind.find(parts[0]).orElseThrow(), parts[1]));
    }
    return new ChangeSet(List.of(), deletions, Set.of(), false);
  }

  public static ChangeSet restoring(ChangeSet changeSet) {
    return new ChangeSet(changeSet.components(), changeSet.deletions(), changeSet.clearing(), true);
  }
}
