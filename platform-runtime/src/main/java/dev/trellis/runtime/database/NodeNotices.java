package dev.trellis.runtime.database;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What nodes tell each other through the database, on one connection that listens. A notice may get
 * lost with that connection, so nothing may depend on hearing it.
 */
@Singleton
public class NodeNotices {
  private static final long RETRY_MILLIS = 1_000;

  private final Pool pool;
  private final PgSubscriber subscriber;

  NodeNotices(
      Vertx vertx,
      Pool pool,
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String username,
      @ConfigProperty(name = "quarkus.datasource.password") String password) {
    this.pool = pool;
    var options =
        PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
            .setUser(username)
            .setPassword(password);
    this.subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(_ -> RETRY_MILLIS);
  }

  void start(@Observes StartupEvent event) {
    connect();
  }

  void stop(@Observes ShutdownEvent event) {
    subscriber.close();
  }

  void connect() {
    subscriber
        .connect()
        .onFailure(failure -> Log.warnf("cannot listen for other nodes: %s", failure.toString()));
  }

  /**
   * @param heard gets what nodes say on the channel, this one included
   * @param listening called whenever the node begins to hear: what was said before it missed
   */
  public void listen(String channel, Consumer<String> heard, Runnable listening) {
    subscriber.channel(channel).subscribeHandler(_ -> listening.run()).handler(heard::accept);
  }

  /**
   * Tells every node, in a transaction of its own.
   *
   * @param payload below 8,000 bytes
   */
  public Future<Void> tell(String channel, String payload) {
    return pool.preparedQuery("SELECT pg_notify($1, $2)")
        .execute(Tuple.of(channel, payload))
        .mapEmpty();
  }
}
