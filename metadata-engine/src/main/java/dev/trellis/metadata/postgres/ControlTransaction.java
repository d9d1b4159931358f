package dev.trellis.metadata.postgres;

import io.smallrye.mutiny.Uni;
import java.util.function.BiFunction;
import org.hibernate.engine.creation.internal.SessionBuilderImpl;
import org.hibernate.engine.creation.internal.SessionCreationOptions;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.internal.SessionFactoryImpl;
import org.hibernate.internal.SessionImpl;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinySessionFactoryImpl;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.hibernate.reactive.pool.impl.ExternalSqlClientPool;
import org.hibernate.reactive.session.ReactiveSession;
import org.hibernate.reactive.session.impl.ReactiveSessionImpl;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in which Hibernate Reactive entities and plain statements work side by side, on one
 * connection.
 *
 * <p>The transaction is {@link Database}'s: it sets the tenant, reads the counters, commits and
 * rolls back. The session is laid over its connection and only flushed before the commit. This is
 * the one class that knows how, because it needs Hibernate Reactive's own implementation classes.
 */
public final class ControlTransaction {
  private final Database database;
  private final Mutiny.SessionFactory sessions;

  public ControlTransaction(Database database, Mutiny.SessionFactory sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  /** As {@link Database#transaction}, with a session that is flushed when the work is done. */
  public <T> Uni<T> transaction(
      int tenantId,
      Database.Mode mode,
      @Nullable Counters expected,
      BiFunction<Tx, Mutiny.Session, Uni<T>> work) {
    return database.transaction(
        tenantId,
        mode,
        expected,
        tx ->
            open(tx)
                .chain(
                    session ->
                        work.apply(tx, session).call(session::flush).eventually(session::clear)));
  }

  /** The session is never closed: closing it would give the connection back to the pool. */
  private Uni<Mutiny.Session> open(Tx tx) {
    // A session that opens a connection only when it is used, which it never is.
    var template = (MutinySessionImpl) sessions.createSession();
    SessionFactoryImpl factory =
        (SessionFactoryImpl) template.unwrap(ReactiveSession.class).getFactory();
    JdbcServices jdbc = factory.getJdbcServices();
    var single =
        new ExternalSqlClientPool(
            new SingleConnectionPool(tx.connection()),
            jdbc.getSqlStatementLogger(),
            jdbc.getSqlExceptionHelper());
    return Uni.createFrom()
        .completionStage(single.getConnection())
        .map(
            connection ->
                new MutinySessionImpl(
                    new ReactiveSessionImpl(factory, options(factory), connection),
                    (MutinySessionFactoryImpl) template.getFactory()));
  }

  private static SessionCreationOptions options(SessionFactoryImpl factory) {
    return new SessionBuilderImpl(factory) {
      @Override
      protected SessionImplementor createSession() {
        return new SessionImpl(factory, this);
      }
    };
  }
}
