package dev.trellis.runtime.formula;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.FormulaValues;
import dev.trellis.metadata.query.Output;
import dev.trellis.metadata.query.QueryPlanner;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.query.SqlPlan;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what formulas take from records. Which records there are is asked with the caller's rights,
 * what formula fields read in them with the platform's.
 */
final class RecordInputs {
  private final QueryPlanner planner;
  private final Work work;
  private final ObjectModel object;
  private final List<UUID> ids;

  RecordInputs(QueryPlanner planner, Work work, ObjectModel object, List<UUID> ids) {
    this.planner = planner;
    this.work = work;
    this.object = object;
    this.ids = ids;
  }

  /**
   * @param shown fields of the record, as the caller reads them
   * @param inputs as formulas see them, in the order in which they were asked for
   */
  record Loaded(UUID id, Map<String, @Nullable Object> shown, @Nullable Object[] inputs) {}

  /** Only the records that the caller sees. */
  Uni<Map<UUID, Loaded>> load(List<String> shown, List<FieldPath> inputs) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return rows(work.access(), shown, ids)
        .chain(
            visible ->
                visible.isEmpty()
                    ? Uni.createFrom().item(Map.<UUID, Loaded>of())
                    : rows(
                            PlatformAccess.INSTANCE,
                            inputs.stream().map(FieldPath::text).toList(),
                            List.copyOf(visible.keySet()))
                        .map(found -> together(visible, found, inputs)));
  }

  private static Map<UUID, Loaded> together(
      Map<UUID, Map<String, @Nullable Object>> visible,
      Map<UUID, Map<String, @Nullable Object>> found,
      List<FieldPath> inputs) {
    var loaded = new LinkedHashMap<UUID, Loaded>();
    found.forEach(
        (id, members) -> {
          @Nullable Object[] values =
              inputs.stream().map(path -> value(members, path)).toArray(Object[]::new);
          loaded.put(id, new Loaded(id, visible.get(id), values));
        });
    return loaded;
  }

  private Uni<Map<UUID, Map<String, @Nullable Object>>> rows(
      Access access, List<String> fields, List<UUID> wanted) {
    SqlPlan plan = plan(access, fields, wanted);
    SqlPlan.Statement statement = plan.statements().getFirst();
    return work.tx()
        .query(statement.sql(), Tuple.from(statement.parameters()))
        .map(
            rows -> {
              var records = new LinkedHashMap<UUID, Map<String, @Nullable Object>>();
              for (Row row : rows) {
                Map<String, @Nullable Object> members = members(plan.output(), row);
                records.put((UUID) members.get(SystemFields.ID), members);
              }
              return records;
            });
  }

  private SqlPlan plan(Access access, List<String> fields, List<UUID> wanted) {
    var scope = new QueryScope(work.model(), access, work.records(), work.caller(), work.now());
    List<String> all = fields.isEmpty() ? List.of(SystemFields.ID) : fields;
    return switch (planner.byId(scope, object, all, wanted, false)) {
      case Checked.Valid<SqlPlan>(SqlPlan plan) -> plan;
      case Checked.Refused<SqlPlan>(List<Violation> violations) ->
          // The formula has been checked; what is left is that it reads too much at once.
          throw PlatformException.invalid(
              violations.stream()
                  .map(it -> new Violation("/expression", it.code(), it.params()))
                  .toList());
    };
  }

  private static Map<String, @Nullable Object> members(List<Output> outputs, Row row) {
    var members = new HashMap<String, @Nullable Object>();
    for (Output output : outputs) {
      members.put(
          output.name(),
          switch (output) {
            case Output.Value value -> value.reading().read(row, value.column());
            case Output.Nested nested ->
                nested.id() >= 0 && row.getValue(nested.id()) == null
                    ? null
                    : members(nested.members(), row);
          });
    }
    return members;
  }

  private static @Nullable Object value(Map<?, ?> record, FieldPath path) {
    Object value = record;
    for (String name : path.names()) {
      value = value instanceof Map<?, ?> members ? members.get(name) : null;
    }
    if (path.part() != null) {
      return value;
    }
    // A reference that is also followed comes as the record behind it.
    return FormulaValues.seen(
        path, value instanceof Map<?, ?> members ? members.get(SystemFields.ID) : value);
  }
}
