package dev.trellis.runtime.metadata;

import dev.trellis.metadata.postgres.Models;
import dev.trellis.metadata.postgres.Revisions;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hears of revisions that other nodes made, so that their models are at hand before somebody asks.
 * Nothing depends on it: a transaction that finds a newer revision loads it in any case.
 */
@Singleton
class RevisionListener {
  private static final long RETRY_MILLIS = 1_000;

  private final Models models;
  private final PgSubscriber subscriber;

  RevisionListener(
      Vertx vertx,
      Models models,
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String username,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.models = models;
    var options =
        PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
            .setUser(username)
            .setPassword(password);
    this.subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(_ -> RETRY_MILLIS);
  }

  void start(@Observes StartupEvent event) {
    subscriber.channel(Revisions.CHANNEL).handler(this::heard);
    subscriber
        .connect()
        .onFailure(failure -> Log.warnf("cannot listen for new revisions: %s", failure.toString()));
  }

  void stop(@Observes ShutdownEvent event) {
    subscriber.close();
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
