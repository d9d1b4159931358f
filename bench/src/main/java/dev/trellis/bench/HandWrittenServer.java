package dev.trellis.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.runtime.database.DatabaseAddress;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * What we are measured against: one table, fixed and prepared SQL, JSON in and out, on the stack of
 * the platform. It asks nobody who they are, checks nothing that PostgreSQL does not, and keeps
 * neither history nor a search index.
 */
public final class HandWrittenServer extends AbstractVerticle {
  private static final int CONNECTIONS = 8;
  private static final UUID USER = new UUID(7, 7);
  private static final JsonFactory JSON = new JsonFactory();

  private final UuidV7 ids = new UuidV7();
  private Pool pool;

  public static void main(String[] arguments) {
    var vertx = Vertx.vertx();
    int instances = 2 * Runtime.getRuntime().availableProcessors();
    vertx
        .deployVerticle(HandWrittenServer::new, new DeploymentOptions().setInstances(instances))
        .onFailure(
            failure -> {
              System.err.println(failure);
              System.exit(1);
            });
  }

  @Override
  public void start(Promise<Void> started) {
    DatabaseAddress address = DatabaseAddress.parse(System.getenv("DATABASE_URL"));
    var options =
        new PgConnectOptions()
            .setHost(address.host())
            .setPort(address.port())
            .setDatabase(address.database())
            .setUser(address.user())
            .setPassword(address.password())
            .setCachePreparedStatements(true);
    pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(CONNECTIONS))
            .connectingTo(options)
            .using(vertx)
            .build();
    vertx
        .createHttpServer()
        .requestHandler(this::handle)
        .listen(Integer.parseInt(System.getenv("PORT")), "127.0.0.1")
        .<Void>mapEmpty()
        .onComplete(started);
  }

  private void handle(HttpServerRequest request) {
    answer(request)
        .onSuccess(
            body -> request.response().putHeader("Content-Type", "application/json").end(body))
        .onFailure(failure -> request.response().setStatusCode(500).end(failure.toString()));
  }

  private Future<Buffer> answer(HttpServerRequest request) {
    String path = request.path();
    if (path.startsWith("/deals/")) {
      UUID id = UUID.fromString(path.substring("/deals/".length()));
      return request.method() == HttpMethod.PATCH ? update(request, id) : read(id);
    }
    return switch (path) {
      case "/deals" -> request.method() == HttpMethod.POST ? create(request) : list(request);
      case "/sorted" -> sorted(request);
      case "/count" -> count(request);
      case "/groups" -> pool.query(NativeDeals.GROUP).execute().map(HandWrittenServer::groups);
      case "/ready" -> Future.succeededFuture(Buffer.buffer("{}"));
      default -> Future.failedFuture("nothing at " + path);
    };
  }

  private Future<Buffer> read(UUID id) {
    return pool.preparedQuery(NativeDeals.READ).execute(Tuple.of(id)).map(HandWrittenServer::one);
  }

  private Future<Buffer> list(HttpServerRequest request) {
    return pool.preparedQuery(NativeDeals.LIST)
        .execute(filter(request))
        .map(rows -> page(rows, 50));
  }

  private static Tuple filter(HttpServerRequest request) {
    return Tuple.of(request.getParam("stage"), new BigDecimal(request.getParam("amount")));
  }

  private Future<Buffer> sorted(HttpServerRequest request) {
    int limit = Integer.parseInt(request.getParam("limit"));
    String date = request.getParam("date");
    return (date == null
            ? pool.preparedQuery(NativeDeals.SORTED).execute(Tuple.of(limit + 1))
            : pool.preparedQuery(NativeDeals.SORTED_AFTER)
                .execute(
                    Tuple.of(
                        limit + 1, LocalDate.parse(date), UUID.fromString(request.getParam("id")))))
        .map(rows -> page(rows, limit));
  }

  private Future<Buffer> count(HttpServerRequest request) {
    return pool.preparedQuery(NativeDeals.COUNT)
        .execute(filter(request))
        .map(rows -> Buffer.buffer("{\"total\":" + rows.iterator().next().getLong(0) + "}"));
  }

  private Future<Buffer> create(HttpServerRequest request) {
    return request
        .body()
        .compose(
            body -> {
              JsonNode json = parse(body);
              var tuple = Tuple.of(ids.next(Instant.now()), USER);
              tuple.addString(json.path("name").textValue());
              Deals.COLUMNS.forEach(
                  column -> tuple.addValue(value(column, json.path(column.name()))));
              return pool.preparedQuery(NativeDeals.CREATE).execute(tuple);
            })
        .map(HandWrittenServer::one);
  }

  private Future<Buffer> update(HttpServerRequest request, UUID id) {
    return request
        .body()
        .compose(
            body -> {
              JsonNode json = parse(body);
              return pool.preparedQuery(NativeDeals.UPDATE)
                  .execute(
                      Tuple.of(
                          id,
                          json.path("amount").decimalValue(),
                          json.path("city").textValue(),
                          USER));
            })
        .map(HandWrittenServer::one);
  }

  private static JsonNode parse(Buffer body) {
    try {
      return Http.JSON.readTree(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value from JSON as the column takes it. */
  static Object value(Deals.Column column, JsonNode json) {
    return switch (column.type()) {
      case "currency", "percent" -> json.decimalValue();
      case "number" -> column.sql().equals("int") ? (Object) json.intValue() : json.decimalValue();
      case "date" -> LocalDate.parse(json.textValue());
      case "datetime" -> OffsetDateTime.parse(json.textValue());
      case "boolean" -> json.booleanValue();
      case "reference" -> UUID.fromString(json.textValue());
      default -> json.textValue();
    };
  }

  static Buffer one(RowSet<Row> rows) {
    return write(json -> record(json, rows.iterator().next()));
  }

  /** One row more was asked for, to know whether there is another page. */
  static Buffer page(RowSet<Row> rows, int limit) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("records");
          int written = 0;
          for (Row row : rows) {
            if (written++ < limit) {
              record(json, row);
            }
          }
          json.writeEndArray();
          json.writeBooleanField("more", rows.size() > limit);
          json.writeEndObject();
        });
  }

  private static Buffer groups(RowSet<Row> rows) {
    return write(
        json -> {
          json.writeStartArray();
          for (Row row : rows) {
            json.writeStartObject();
            json.writeStringField("stage", row.getString(0));
            json.writeNumberField("n", row.getLong(1));
            json.writeNumberField("total", row.getBigDecimal(2));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static Buffer write(Writing writing) {
    var bytes = new ByteArrayOutputStream(1_024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  private static void record(JsonGenerator json, Row row) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < row.size(); i++) {
      json.writeFieldName(row.getColumnName(i));
      switch (row.getValue(i)) {
        case null -> json.writeNull();
        case BigDecimal number -> json.writeNumber(number);
        case io.vertx.sqlclient.data.Numeric number -> json.writeNumber(number.bigDecimalValue());
        case Integer number -> json.writeNumber(number);
        case Long number -> json.writeNumber(number);
        case Boolean bool -> json.writeBoolean(bool);
        case Object other -> json.writeString(other.toString());
      }
    }
    json.writeEndObject();
  }
}
