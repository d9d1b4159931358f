package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.metadata.postgres.ChangeSets;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.tenant.Tenant;
import dev.trellis.runtime.tenant.TenantBootstrap;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The components that every tenant begins with, through the one door like all others. */
@Singleton
class MetadataBootstrap implements TenantBootstrap {
  private static final List<JsonNode> COMPONENTS =
      List.of(resource("/bootstrap/administrator.json"), resource("/bootstrap/standard_user.json"));

  private final ChangeSets changeSets;
  private final Clock clock;

  MetadataBootstrap(ChangeSets changeSets, Clock clock) {
    this.changeSets = changeSets;
    this.clock = clock;
  }

  @Override
  public Uni<Void> fill(
      Tx tx, Mutiny.Session session, Tenant tenant, UUID author, @Nullable String template) {
    if (template != null) {
      return Uni.createFrom()
          .failure(
              PlatformException.invalid(
                  Violation.of("/template", "unknown_template", "template", template)));
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // The author's row is still in the session, not in the database.
    return session
        .flush()
        .chain(() -> changeSets.apply(tx, ChangeSet.put(components()), author, "sign-up", now))
        .replaceWithVoid();
  }

  private static JsonNode[] components() {
    return COMPONENTS.toArray(JsonNode[]::new);
  }

  private static JsonNode resource(String path) {
    try (var stream = MetadataBootstrap.class.getResourceAsStream(path)) {
      return Json.MAPPER.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
