package dev.trellis.runtime.database;

import dev.trellis.metadata.postgres.Pools;
import io.netty.channel.EventLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Connections for requests: each event loop has its own, so that a request and its connection share
 * a thread. With one pool for all, three of four requests would wake up another thread twice.
 */
@Singleton
class LoopPools implements Pools {
  /** Connections of all loops together; a loop has two at least. */
  private static final int CONNECTIONS = 32;

  private static final int PLANNING_CONNECTIONS = 12;

  private static final String PLANS = "plan_cache_mode";

  private static final String TIMEOUT = "statement_timeout";

  /** Lists of large objects that take longer end with {@code query_too_slow}. */
  private static final String LIST_TIMEOUT = "30s";

  private static final int CONNECT_MILLIS = 10_000;

  /** Who comes when so many wait is told that the database is busy. */
  private static final int WAITING = 5_000;

  private static final int STATEMENTS = 512;

  /** Longer ones are of one use: texts with hundreds of fields. */
  private static final int CACHED_LENGTH = 64 * 1024;

  /** What belongs to one event loop. */
  private record LoopPool(Pool usual, Pool planning) {}

  private final Vertx vertx;
  private final Pool shared;
  private final PgConnectOptions usual;
  private final PgConnectOptions planning;
  private final int loops;
  private final Map<EventLoop, LoopPool> pools = new ConcurrentHashMap<>();

  /**
   * @param shared serves whoever is on no event loop
   */
  LoopPools(
      Vertx vertx,
      Pool shared,
      @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
      @ConfigProperty(name = "quarkus.datasource.username") String username,
      @ConfigProperty(name = "quarkus.datasource.password") String password,
      @ConfigProperty(name = "trellis.statement-timeout") String timeout) {
    this.vertx = vertx;
    this.shared = shared;
    this.usual = options(url, username, password);
    // Left to itself PostgreSQL plans a list anew each time, because a plan for any values looks
    // dearer than one for these; which
    // plan it is to be has been decided when the statement was written.
    usual.addProperty(PLANS, "force_generic_plan").addProperty(TIMEOUT, timeout);
    this.planning = options(url, username, password);
    planning.addProperty(PLANS, "force_custom_plan").addProperty(TIMEOUT, LIST_TIMEOUT);
    this.loops = loops(vertx);
  }

  private static PgConnectOptions options(String url, String username, String password) {
    var options =
        PgConnectOptions.fromUri(url.replaceFirst("^vertx-reactive:", ""))
            .setUser(username)
            .setPassword(password);
    options
        .setConnectTimeout(CONNECT_MILLIS)
        .setTcpKeepAlive(true)
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(STATEMENTS)
        .setPreparedStatementCacheSqlFilter(sql -> sql.length() <= CACHED_LENGTH);
    return options;
  }

  private static int loops(Vertx vertx) {
    int loops = 0;
    for (var _ : vertx.nettyEventLoopGroup()) {
      loops++;
    }
    return loops;
  }

  @Override
  public Pool usual() {
    LoopPool own = own();
    return own == null ? shared : own.usual();
  }

  @Override
  public Pool planning() {
    LoopPool own = own();
    return own == null ? shared : own.planning();
  }

  private LoopPool own() {
    Context context = Vertx.currentContext();
    return context == null || !context.isEventLoopContext()
        ? null
        : pools.computeIfAbsent(((ContextInternal) context).nettyEventLoop(), _ -> open());
  }

  private LoopPool open() {
    return new LoopPool(open(usual, CONNECTIONS), open(planning, PLANNING_CONNECTIONS));
  }

  private Pool open(PgConnectOptions options, int connections) {
    var size =
        new PoolOptions()
            .setMaxSize(Math.max(2, connections / loops))
            .setMaxWaitQueueSize(WAITING)
            // The client starts a timer for each statement otherwise.
            .setConnectionTimeout(0);
    return PgBuilder.pool()
        .with(size)
        .connectingTo(options)
        .using(vertx)
        .withConnectHandler(OneFlush::install)
        .build();
  }

  void stop(@Observes ShutdownEvent event) {
    List.copyOf(pools.values())
        .forEach(
            pool -> {
              pool.usual().close();
              pool.planning().close();
            });
  }
}
