package dev.trellis.runtime.query;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.CallerFacts;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.query.Output;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.query.SqlPlan;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.runtime.database.TestDatabase;
import dev.trellis.sdk.component.FieldType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Records of one tenant in a real PostgreSQL, under the application's role. */
final class QueryDatabase implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-15T20:00:00Z");
  static final UUID USER = UUID.fromString("00000000-0000-7000-8000-000000000001");

  private final Vertx vertx = Vertx.vertx();
  private final PgConnection connection;
  private final TenantModel model;
  private final int tenant;
  private final UuidV7 ids = new UuidV7();
  private long clock = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  /** Each test class has a tenant of its own: they share the server. */
  QueryDatabase(int tenant) {
    this.tenant = tenant;
    var address = TestDatabase.start().app();
    connection =
        await(
            PgConnection.connect(
                vertx,
                new PgConnectOptions()
                    .setHost(address.host())
                    .setPort(address.port())
                    .setDatabase(address.database())
                    .setUser(address.user())
                    .setPassword(address.password())
                    .setCachePreparedStatements(true)));
    rows("SELECT set_config('app.tenant', '" + tenant + "', false)", List.of());
    int partition =
        rows(
                "SELECT i FROM generate_series(0, 7) i"
                    + " WHERE satisfies_hash_partition('record'::regclass, 8, i, "
                    + tenant
                    + ")",
                List.of())
            .getFirst()
            .getInteger(0);
    model = TestModel.sales(tenant, partition);
  }

  TenantModel model() {
    return model;
  }

  ObjectModel object(String name) {
    return model.object(name).orElseThrow();
  }

  QueryScope scope() {
    return QueryScope.ofPlatform(model, CallerFacts.ofPlatform(USER), NOW);
  }

  /** A record with its system fields, nothing stored yet. */
  Object[] draft(String objectName) {
    ObjectModel object = object(objectName);
    var values = new Object[object.fields().size()];
    Instant at = Instant.ofEpochMilli(clock += 7);
    set(object, values, "id", ids.next(at));
    set(object, values, "created_at", at);
    set(object, values, "updated_at", at);
    set(object, values, "owner_id", USER);
    set(object, values, "created_by", USER);
    set(object, values, "updated_by", USER);
    set(object, values, "version", 1);
    for (FieldModel field : object.fields()) {
      if (field.type() instanceof FieldType.Bool) {
        values[field.ordinal()] = false;
      }
    }
    return values;
  }

  static void set(ObjectModel object, Object[] values, String field, @Nullable Object value) {
    values[object.require(field).ordinal()] = value;
  }

  UUID insert(String objectName, Map<String, ?> fields) {
    ObjectModel object = object(objectName);
    Object[] values = draft(objectName);
    fields.forEach((field, value) -> set(object, values, field, value));
    insert(object, List.<Object[]>of(values));
    return (UUID) values[object.require("id").ordinal()];
  }

  void insert(ObjectModel object, List<Object[]> records) {
    var statements = RecordStatements.of(object);
    var encoded = new ArrayList<Object[]>();
    records.forEach(values -> encoded.add(statements.layout().encode(values, null)));
    var statement = statements.insert(tenant, encoded);
    await(connection.preparedQuery(statement.sql()).execute(statement.parameters()));
  }

  List<Row> rows(String sql, List<?> parameters) {
    Tuple tuple = Tuple.tuple();
    parameters.forEach(tuple::addValue);
    var rows = new ArrayList<Row>();
    try {
      await(connection.preparedQuery(sql).execute(tuple)).forEach(rows::add);
    } catch (CompletionException e) {
      throw new AssertionError(sql + " " + parameters, e.getCause());
    }
    return rows;
  }

  /** As a reader has to do it: the next statement only when the page is not full. */
  Page page(SqlPlan plan) {
    var rows = new ArrayList<Row>();
    for (SqlPlan.Statement statement : plan.statements()) {
      if (rows.size() <= plan.limit()) {
        rows.addAll(rows(statement.sql(), statement.parameters()));
      }
    }
    boolean more = rows.size() > plan.limit();
    List<Row> page = more ? rows.subList(0, plan.limit()) : rows;
    return new Page(
        page.stream().map(row -> record(row, plan.output())).toList(),
        more ? plan.paging().after(page.getLast()) : null);
  }

  record Page(List<Map<String, Object>> records, @Nullable String next) {
    List<Object> ids() {
      return records.stream().map(record -> record.get("id")).toList();
    }
  }

  private static Map<String, Object> record(Row row, List<Output> members) {
    var record = new LinkedHashMap<String, Object>();
    for (Output member : members) {
      switch (member) {
        case Output.Value(String name, int column, var reading) ->
            record.put(name, reading.read(row, column));
        case Output.Nested(String name, int id, List<Output> inner) ->
            record.put(name, id >= 0 && row.getValue(id) == null ? null : record(row, inner));
      }
    }
    return record;
  }

  List<String> explain(SqlPlan.Statement statement) {
    return rows("EXPLAIN (COSTS OFF) " + statement.sql(), statement.parameters()).stream()
        .map(row -> row.getString(0))
        .toList();
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  static List<Object> list(Object... values) {
    return Arrays.asList(values);
  }

  @Override
  public void close() {
    await(connection.close());
    await(vertx.close());
  }
}
