package dev.trellis.runtime.metadata;

import dev.trellis.metadata.postgres.Models;
import dev.trellis.metadata.postgres.Revisions;
import dev.trellis.runtime.database.NodeNotices;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Hears of revisions that other nodes made, so that their models are at hand before somebody asks.
 * Nothing depends on it: a transaction that finds a newer revision loads it in any case.
 */
@Singleton
class RevisionListener {
  private final Models models;
  private final NodeNotices notices;

  RevisionListener(Models models, NodeNotices notices) {
    this.models = models;
    this.notices = notices;
  }

  void start(@Observes StartupEvent event) {
    notices.listen(Revisions.CHANNEL, this::heard, () -> {});
  }

  private void heard(String payload) {
    int colon = payload.indexOf(':');
    try {
      models.learn(
          Integer.parseInt(payload.substring(0, colon)),
          Long.parseLong(payload.substring(colon + 1)));
    } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
      Log.warnf("not a revision: %s", payload);
    }
  }
}
