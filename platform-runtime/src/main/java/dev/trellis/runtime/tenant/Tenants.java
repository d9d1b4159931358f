package dev.trellis.runtime.tenant;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.Optional;

/** Finds tenants. Their table has no policy, because sign-in has to find one to be one. */
@Singleton
public class Tenants {
  private static final String COLUMNS =
      "SELECT id, address, company, locale, time_zone, currency, status FROM tenant ";

  private final Pool pool;

  Tenants(Pool pool) {
    this.pool = pool;
  }

  public Uni<Optional<Tenant>> find(String address) {
    return find("WHERE address = $1", Tuple.of(address));
  }

  public Uni<Tenant> load(int id) {
    return find("WHERE id = $1", Tuple.of(id)).map(Optional::orElseThrow);
  }

  private Uni<Optional<Tenant>> find(String where, Tuple parameters) {
    return Uni.createFrom()
        .completionStage(
            () -> pool.preparedQuery(COLUMNS + where).execute(parameters).toCompletionStage())
        .map(Tenants::first);
  }

  private static Optional<Tenant> first(RowSet<Row> rows) {
    for (Row row : rows) {
      return Optional.of(
          new Tenant(
              row.getInteger("id"),
              row.getString("address"),
              row.getString("company"),
              row.getString("locale"),
              ZoneId.of(row.getString("time_zone")),
              row.getString("currency"),
              "active".equals(row.getString("status"))));
    }
    return Optional.empty();
  }
}
