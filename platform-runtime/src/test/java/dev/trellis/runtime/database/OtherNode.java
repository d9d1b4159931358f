package dev.trellis.runtime.database;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;

/** What another node of the same database has of its own, in the JVM of the test. */
public final class OtherNode {
  private OtherNode() {}

  public static NodeNotices notices(Vertx vertx, Pool pool) {
    DatabaseAddress app = TestDatabase.start().app();
    var notices = new NodeNotices(vertx, pool, app.reactiveUrl(), app.user(), app.password());
    notices.connect();
    return notices;
  }
}
