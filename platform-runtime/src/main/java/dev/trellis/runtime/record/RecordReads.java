package dev.trellis.runtime.record;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.query.CountPlan;
import dev.trellis.metadata.query.Output;
import dev.trellis.metadata.query.QueryPlanner;
import dev.trellis.metadata.query.Reading;
import dev.trellis.metadata.query.RecordQuery;
import dev.trellis.metadata.query.SqlPlan;
import dev.trellis.metadata.record.SaveWarning;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.search.SearchIndex;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.statistics.Statistics;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs query plans and writes what they find. */
@ApplicationScoped
public class RecordReads {
  private final QueryPlanner planner;
  private final Statistics statistics;
  private final SearchIndex search;

  RecordReads(QueryPlanner planner, Statistics statistics, SearchIndex search) {
    this.planner = planner;
    this.statistics = statistics;
    this.search = search;
  }

  /** A record as JSON, with the version that its {@code ETag} names. */
  record Found(byte[] json, int version) {}

  /**
   * The rows of a page, in the order asked for.
   *
   * @param nextCursor null on the last page
   */
  public record Page(SqlPlan plan, List<Row> rows, @Nullable String nextCursor) {}

  Uni<Found> one(Work work, ObjectModel object, UUID id, @Nullable String fields) {
    work.require(object, ObjectPermission.READ);
    List<String> paths = ListRequest.split(fields);
    if (paths.isEmpty()
        && !object.isPlatformObject()
        && work.records().reach(object, Level.READ).isAll()
        && !hasComputed(work, object)) {
      return whole(work, object, id);
    }
    SqlPlan plan = valid(planner.byId(work.scope(), object, paths, List.of(id), false));
    return page(work, plan)
        .map(
            page -> {
              if (page.rows().isEmpty()) {
                throw PlatformException.notFound();
              }
              Row row = page.rows().getFirst();
              int version = plan.version() < 0 ? 0 : row.getInteger(plan.version());
              return new Found(JsonBytes.of(json -> write(json, plan.output(), row)), version);
            });
  }

  private static Uni<Found> whole(Work work, ObjectModel object, UUID id) {
    return load(work, object, id)
        .map(
            record ->
                new Found(
                    JsonBytes.of(
                        json -> RecordJson.write(json, object, work.access(), record, List.of())),
                    (Integer) record.value(object.require(SystemFields.VERSION))));
  }

  /** The answer to whoever saved one record of a batch of one. */
  Uni<SavedRecord> saved(Work work, ObjectModel object, SaveResult result) {
    return saved(work, object, Objects.requireNonNull(result.record()), result.warnings());
  }

  /** The same for a record that was written, with what its calculated fields come to now. */
  Uni<SavedRecord> saved(
      Work work, ObjectModel object, StoredRecord record, List<SaveWarning> warnings) {
    return completed(work, object, record)
        .map(complete -> SavedRecord.of(work, object, complete, warnings));
  }

  private Uni<StoredRecord> completed(Work work, ObjectModel object, StoredRecord record) {
    List<String> names =
        object.calculated().stream()
            .filter(field -> work.access().canRead(object, field))
            .map(FieldModel::name)
            .toList();
    if (names.isEmpty()) {
      return Uni.createFrom().item(record);
    }
    UUID id = record.id(object.require(SystemFields.ID));
    SqlPlan plan = valid(planner.byId(work.scope(), object, names, List.of(id), false));
    return page(work, plan).map(page -> filled(object, record, page));
  }

  private static StoredRecord filled(ObjectModel object, StoredRecord record, Page page) {
    @Nullable Object[] values = record.values().clone();
    for (Row row : page.rows()) {
      for (Output member : page.plan().output()) {
        if (member instanceof Output.Value(String name, int column, Reading reading)) {
          values[object.require(name).ordinal()] = reading.read(row, column);
        }
      }
    }
    return new StoredRecord(values, record.keys(), record.overflow());
  }

  private static boolean hasComputed(Work work, ObjectModel object) {
    return object.calculated().stream()
        .anyMatch(field -> field.isComputed() && work.access().canRead(object, field));
  }

  /** A live record that the caller may see, or 404. */
  static Uni<StoredRecord> load(Work work, ObjectModel object, UUID id) {
    RecordStatements statements = RecordStatements.of(object);
    Uni<Void> reached = Reached.require(work, object, id);
    return work.tx()
        .send(statements.selectOne(work.tenantId(), id))
        .map(
            rows -> {
              for (Row row : rows) {
                return statements.layout().decodeRead(row);
              }
              throw PlatformException.notFound();
            })
        .call(() -> reached);
  }

  /** {@code {"records": […], "next_cursor": …, "total"?: …}} */
  Uni<byte[]> list(Work work, ListRequest request) {
    RecordQuery query = request.query();
    work.require(query.object(), ObjectPermission.READ);
    return search.ready(work, query).chain(ready -> answer(work, ready, request.count()));
  }

  /** The page of a query whose text, if it has one, may have to be understood first. */
  public Uni<Page> found(Work work, RecordQuery query) {
    return search.ready(work, query).chain(ready -> page(work, plan(work, ready)));
  }

  private Uni<byte[]> answer(Work work, RecordQuery query, ListRequest.Count count) {
    Uni<Page> page = page(work, plan(work, query));
    Uni<Long> total =
        switch (count) {
          case NONE -> Uni.createFrom().item(-1L);
          case EXACT ->
              count(work, valid(planner.count(work.scope(), query, statistics.of(work.model()))));
          case ESTIMATE ->
              count(
                  work, valid(planner.estimate(work.scope(), query, statistics.of(work.model()))));
        };
    return Uni.combine()
        .all()
        .unis(page, total)
        .asTuple()
        .map(found -> json(found.getItem1(), found.getItem2()));
  }

  /** Refuses what is wrong with the query with 422. */
  public SqlPlan plan(Work work, RecordQuery query) {
    return valid(planner.plan(work.scope(), query, statistics.of(work.model())));
  }

  static <T> T valid(Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T>(T value) -> value;
      case Checked.Refused<T>(List<Violation> violations) ->
          throw PlatformException.invalid(violations);
    };
  }

  private static Uni<Long> count(Work work, CountPlan plan) {
    return plan.statement() == null
        ? Uni.createFrom().item(plan.total(0))
        : send(work, plan.statement()).map(rows -> plan.total(rows.iterator().next().getLong(0)));
  }

  public Uni<Page> page(Work work, SqlPlan plan) {
    return collect(work, plan, 0, new ArrayList<>());
  }

  private static Uni<Page> collect(Work work, SqlPlan plan, int next, List<Row> rows) {
    return send(work, plan.statements().get(next))
        .chain(
            found -> {
              found.forEach(rows::add);
              boolean full = rows.size() > plan.limit();
              if (!full && next + 1 < plan.statements().size()) {
                return collect(work, plan, next + 1, rows);
              }
              List<Row> page = full ? rows.subList(0, plan.limit()) : rows;
              return Uni.createFrom()
                  .item(new Page(plan, page, full ? plan.paging().after(page.getLast()) : null));
            });
  }

  private static Uni<RowSet<Row>> send(Work work, SqlPlan.Statement statement) {
    Tuple parameters = Tuple.from(statement.parameters());
    return statement.customPlan()
        ? work.tx().planned(statement.sql(), parameters)
        : work.tx().query(statement.sql(), parameters);
  }

  static byte[] json(Page page, long total) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("records");
          for (Row row : page.rows()) {
            write(json, page.plan().output(), row);
          }
          json.writeEndArray();
          json.writeStringField("next_cursor", page.nextCursor());
          if (total >= 0) {
            json.writeNumberField("total", total);
          }
          json.writeEndObject();
        });
  }

  public static void write(JsonGenerator json, List<Output> output, Row row) throws IOException {
    json.writeStartObject();
    for (Output member : output) {
      json.writeFieldName(member.name());
      switch (member) {
        case Output.Value value -> FieldJson.write(json, value.reading().read(row, value.column()));
        case Output.Nested nested -> {
          if (nested.id() >= 0 && row.getValue(nested.id()) == null) {
            json.writeNull();
          } else {
            write(json, nested.members(), row);
          }
        }
      }
    }
    json.writeEndObject();
  }
}
