package dev.trellis.runtime.search;

import static java.util.Objects.requireNonNull;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.postgres.SearchStatements;
import dev.trellis.metadata.query.Output;
import dev.trellis.metadata.query.QueryPlanner;
import dev.trellis.metadata.query.SqlPlan;
import dev.trellis.metadata.search.Match;
import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.metadata.search.SearchQuery;
import dev.trellis.metadata.value.FieldJson;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Search over the records of every object that the caller may see: ids from the index first, then
 * the records with the caller's rights. A record whose readable fields do not answer the query is
 * no hit, so that nobody can feel their way to what is hidden from them.
 */
@ApplicationScoped
public class RecordSearch {
  /** With fewer hits, words that are spelt or sound alike are tried, too. */
  private static final int FEW = 3;

  /** More candidates than hits, because some fall away and the rest is ranked here. */
  private static final int SPARE = 100;

  /** So many more are looked at when too many fell away: others' records come first, say. */
  private static final int WIDER = 10;

  private static final int MAX_CANDIDATES = 20_000;

  private final QueryPlanner planner;
  private final Vocabulary vocabulary;
  private final SearchIndex index;

  RecordSearch(QueryPlanner planner, Vocabulary vocabulary, SearchIndex index) {
    this.planner = planner;
    this.vocabulary = vocabulary;
    this.index = index;
  }

  /**
   * @param objects names of objects to look at; empty for all that the caller may read
   */
  Uni<List<SearchHit>> find(Work work, String text, List<String> objects, int limit) {
    SearchQuery query = SearchQuery.parse(text);
    List<ObjectModel> searched = searched(work, objects);
    if (query.isEmpty() || searched.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return index
        .ready(work, searched)
        .chain(() -> hits(work, searched, query, query, limit))
        .chain(
            hits ->
                hits.size() >= Math.min(FEW, limit) || !query.canForgive()
                    ? Uni.createFrom().item(hits)
                    : forgiving(work, query)
                        .chain(wider -> hits(work, searched, query, wider, limit)));
  }

  private static List<ObjectModel> searched(Work work, List<String> names) {
    var objects = new ArrayList<ObjectModel>();
    if (names.isEmpty()) {
      for (ObjectModel object : work.model().objects().values()) {
        if (!object.isPlatformObject() && work.access().can(object, ObjectPermission.READ)) {
          objects.add(object);
        }
      }
      return objects;
    }
    for (String name : new LinkedHashSet<>(names)) {
      objects.add(
          work.model()
              .object(name)
              .filter(object -> !object.isPlatformObject())
              .filter(object -> work.access().can(object, ObjectPermission.READ))
              .orElseThrow(
                  () ->
                      PlatformException.invalid(
                          Violation.of("/objects", "unknown_object", "object", name))));
    }
    return objects;
  }

  private Uni<SearchQuery> forgiving(Work work, SearchQuery query) {
    return vocabulary
        .corrections(work.tx(), query)
        .map(known -> query.forgiving(word -> known.getOrDefault(word, List.of())));
  }

  /**
   * @param wider finds at least what the query finds
   */
  private Uni<List<SearchHit>> hits(
      Work work, List<ObjectModel> objects, SearchQuery query, SearchQuery wider, int limit) {
    return hits(work, objects, query, wider, limit, limit + SPARE);
  }

  private Uni<List<SearchHit>> hits(
      Work work,
      List<ObjectModel> objects,
      SearchQuery query,
      SearchQuery wider,
      int limit,
      int candidates) {
    List<Integer> objectIds = objects.stream().map(ObjectModel::id).toList();
    return work.tx()
        .send(SearchStatements.candidates(work.tenantId(), wider, objectIds, candidates))
        .chain(
            rows ->
                hits(work, objects, query, wider, limit, rows)
                    .chain(
                        hits ->
                            hits.size() >= limit
                                    || rows.size() < candidates
                                    || candidates >= MAX_CANDIDATES
                                ? Uni.createFrom().item(hits)
                                : hits(work, objects, query, wider, limit, candidates * WIDER)));
  }

  private Uni<List<SearchHit>> hits(
      Work work,
      List<ObjectModel> objects,
      SearchQuery query,
      SearchQuery wider,
      int limit,
      RowSet<Row> rows) {
    var ids = new LinkedHashMap<Integer, List<UUID>>();
    for (Row row : rows) {
      ids.computeIfAbsent(row.getInteger(0), _ -> new ArrayList<>()).add(row.getUUID(1));
    }
    var found = new ArrayList<Uni<List<SearchHit>>>();
    for (ObjectModel object : objects) {
      if (ids.containsKey(object.id())) {
        found.add(hits(work, object, ids.get(object.id()), query, wider));
      }
    }
    Uni<List<List<SearchHit>>> all =
        found.isEmpty() ? Uni.createFrom().item(List.of()) : Uni.join().all(found).andFailFast();
    return all.map(
        lists ->
            lists.stream()
                .flatMap(List::stream)
                .sorted(SearchHit.BEST_FIRST)
                .limit(limit)
                .toList());
  }

  private Uni<List<SearchHit>> hits(
      Work work, ObjectModel object, List<UUID> ids, SearchQuery query, SearchQuery wider) {
    List<FieldModel> readable =
        SearchDocument.fields(object).stream()
            .filter(field -> work.access().canRead(object, field))
            .toList();
    SqlPlan plan = plan(work, object, readable, ids);
    SqlPlan.Statement statement = plan.statements().getFirst();
    return work.tx()
        .query(statement.sql(), Tuple.from(statement.parameters()))
        .map(
            rows -> {
              var hits = new ArrayList<SearchHit>();
              for (Row row : rows) {
                SearchHit hit = hit(object, readable, values(plan, row), query, wider);
                if (hit != null) {
                  hits.add(hit);
                }
              }
              return hits;
            });
  }

  private SqlPlan plan(Work work, ObjectModel object, List<FieldModel> readable, List<UUID> ids) {
    Set<String> fields = new LinkedHashSet<>(List.of(SystemFields.ID));
    if (work.access().canRead(object, object.require(SystemFields.UPDATED_AT))) {
      fields.add(SystemFields.UPDATED_AT);
    }
    readable.forEach(field -> fields.add(field.name()));
    return switch (planner.byId(work.scope(), object, List.copyOf(fields), ids, false)) {
      case Checked.Valid<SqlPlan>(SqlPlan plan) -> plan;
      case Checked.Refused<SqlPlan>(List<Violation> violations) ->
          throw new IllegalStateException("search reads only readable fields: " + violations);
    };
  }

  private static Map<String, @Nullable Object> values(SqlPlan plan, Row row) {
    var values = new HashMap<String, @Nullable Object>();
    for (Output output : plan.output()) {
      if (output instanceof Output.Value value) {
        values.put(value.name(), value.reading().read(row, value.column()));
      }
    }
    return values;
  }

  private static @Nullable SearchHit hit(
      ObjectModel object,
      List<FieldModel> readable,
      Map<String, @Nullable Object> values,
      SearchQuery query,
      SearchQuery wider) {
    Object name = values.get(SearchDocument.nameField(object));
    String title = name instanceof String text ? text : "";
    var allowed = new HashSet<>(readable);
    Match match =
        Match.of(
            query,
            wider,
            title,
            SearchDocument.lexemes(object, field -> values.get(field.name()), allowed::contains));
    if (match == null) {
      return null;
    }
    FieldModel field = match == Match.OTHER_FIELD ? reason(object, readable, values, query) : null;
    Object value = field == null ? null : values.get(field.name());
    return new SearchHit(
        object,
        (UUID) requireNonNull(values.get(SystemFields.ID)),
        name instanceof String text ? text : null,
        match,
        (Instant) values.get(SystemFields.UPDATED_AT),
        field == null ? null : field.name(),
        value == null ? null : FieldJson.text(value));
  }

  /** The one field that answers the query by itself. */
  private static @Nullable FieldModel reason(
      ObjectModel object,
      List<FieldModel> readable,
      Map<String, @Nullable Object> values,
      SearchQuery query) {
    for (FieldModel field : readable) {
      if (query.matches(
          SearchDocument.lexemes(object, it -> values.get(it.name()), field::equals))) {
        return field;
      }
    }
    return null;
  }
}
