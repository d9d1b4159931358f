package dev.trellis.runtime.database;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/**
 * Statements that are sent in one turn of the event loop travel in one write. The client flushes
 * after each, which for a save are seven system calls instead of three, here and at the other end.
 */
final class OneFlush {
  private static final int STATEMENTS = 64;

  private OneFlush() {}

  /** For a connection that was just made; gives it to its pool. */
  static void install(SqlConnection connection) {
    Connection inner = ((SqlConnectionInternal) connection).unwrap();
    while (!(inner instanceof SocketConnectionBase) && inner.unwrap() != inner) {
      inner = inner.unwrap();
    }
    if (inner instanceof SocketConnectionBase socket) {
      socket
          .socket()
          .channelHandlerContext()
          .pipeline()
          .addFirst(new FlushConsolidationHandler(STATEMENTS, true));
    }
    connection.close();
  }
}
