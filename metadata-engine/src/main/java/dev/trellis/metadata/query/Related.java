package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.FormulaValues;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What formulas read of records that others refer to, over up to five references. The others may
 * not be stored yet, so reading begins at the records that they refer to: one statement for each
 * object among those, whatever their number. It has the platform's rights, and sees live records
 * only.
 */
public final class Related {
  private final Map<ObjectModel, Columns> columns = new LinkedHashMap<>();
  private final List<FieldPath.Step> references = new ArrayList<>();

  /** What is read of one object's records, each field once. */
  private record Columns(List<FieldPath> paths, Map<String, Integer> positions) {
    Columns() {
      this(new ArrayList<>(), new HashMap<>());
    }

    int take(FieldPath path) {
      return positions.computeIfAbsent(
          path.text(),
          _ -> {
            paths.add(path);
            return paths.size() - 1;
          });
    }
  }

  /** A statement, and what its rows are. */
  public record Request(SqlPlan.Statement statement, List<FieldPath> paths) {
    public void read(Iterable<Row> rows, Map<UUID, @Nullable Object[]> into) {
      for (Row row : rows) {
        var values = new Object[paths.size()];
        for (int i = 0; i < values.length; i++) {
          FieldPath path = paths.get(i);
          values[i] = FormulaValues.seen(path, FieldSql.reading(path).read(row, i + 1));
        }
        into.put(row.getUUID(0), values);
      }
    }
  }

  private Related() {}

  /**
   * @param inputs of formulas over one object; those that follow no reference are left out
   */
  public static Related of(List<FieldPath> inputs) {
    var related = new Related();
    for (FieldPath path : inputs) {
      if (!path.steps().isEmpty()) {
        related.take(path);
      }
    }
    return related;
  }

  private void take(FieldPath path) {
    FieldPath.Step first = path.steps().getFirst();
    if (references.stream().noneMatch(step -> step.reference().equals(first.reference()))) {
      references.add(first);
    }
    for (ObjectModel target : first.targets()) {
      columns.computeIfAbsent(target, _ -> new Columns()).take(path.beyond(target));
    }
  }

  /** Whether no reference is followed. */
  public boolean isEmpty() {
    return references.isEmpty();
  }

  /** The references that paths begin with, each once. */
  public List<FieldPath.Step> references() {
    return references;
  }

  /** Where a row of a record of this object holds what the path leads to. */
  public int position(FieldPath path, ObjectModel target) {
    return columns.get(target).positions().get(path.beyond(target).text());
  }

  /** What to ask for these records. */
  public List<Request> requests(QueryScope scope, Map<ObjectModel, Set<UUID>> ids) {
    var requests = new ArrayList<Request>();
    ids.forEach((object, wanted) -> requests.add(request(scope, object, wanted)));
    return requests;
  }

  private Request request(QueryScope scope, ObjectModel object, Set<UUID> ids) {
    List<FieldPath> paths = columns.get(object).paths();
    var parameters = new Parameters();
    var source = new Source(scope, object, parameters);
    var fields = new FieldSql(scope, source, parameters);
    String id = source.column(Source.BASE, "id");
    var select = new ArrayList<String>();
    select.add(id);
    paths.forEach(path -> select.add(fields.select(path)));
    List<String> where = source.baseConditions(false);
    where.add(id + " = ANY(" + parameters.add(ids.toArray(UUID[]::new), "uuid[]") + ")");
    String sql =
        "SELECT "
            + String.join(", ", select)
            + " FROM "
            + source.tableSql()
            + " WHERE "
            + String.join(" AND ", where);
    return new Request(new SqlPlan.Statement(sql, parameters.values(), false), paths);
  }
}
