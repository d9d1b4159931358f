package dev.trellis.metadata.postgres;

import io.vertx.sqlclient.Pool;

/** Where connections come from. */
public interface Pools {
  /** For everything but what {@link #planning} is for. */
  Pool usual();

  /** Connections on which PostgreSQL plans each statement with its values. */
  Pool planning();

  /** One pool for all; statements are then planned as PostgreSQL likes. */
  static Pools of(Pool pool) {
    return new Pools() {
      @Override
      public Pool usual() {
        return pool;
      }

      @Override
      public Pool planning() {
        return pool;
      }
    };
  }
}
