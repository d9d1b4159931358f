package dev.trellis.runtime.signup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.metadata.change.plan.ChangeOutcome;
import dev.trellis.metadata.postgres.ChangeSets;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.value.Json;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What every tenant begins with: two permission sets. It comes through the one door, too. */
@Singleton
class FirstComponents {
  private static final String SUMMARY = "Sign-up";

  private final ChangeSets changeSets;
  private final Clock clock;
  private final ChangeSet first = new ChangeSet(load(), List.of(), Set.of(), false);

  FirstComponents(ChangeSets changeSets, Clock clock) {
    this.changeSets = changeSets;
    this.clock = clock;
  }

  /** Within the transaction that creates the tenant. */
  Uni<ChangeOutcome> add(Tx tx, UUID author) {
    return changeSets.apply(tx, first, author, SUMMARY, clock.instant());
  }

  private static List<JsonNode> load() {
    try (var stream = FirstComponents.class.getResourceAsStream("/components/first.json")) {
      if (stream == null) {
        throw new IllegalStateException("components/first.json is missing");
      }
      var components = new ArrayList<JsonNode>();
      Json.MAPPER.readTree(stream).forEach(components::add);
      return components;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
