package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.formula.FormulaValues;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code VLOOKUP} finds for many keys in one statement, among live records and with the
 * platform's rights. Where several records have a key, the oldest counts: ids rise with time.
 */
public record LookupQuery(SqlPlan.Statement statement, FieldPath returned) {
  public static LookupQuery of(QueryScope scope, Binding.OfLookup lookup, Set<String> keys) {
    var parameters = new Parameters();
    var source = new Source(scope, lookup.object(), parameters);
    var fields = new FieldSql(scope, source, parameters);
    FieldPath returned = lookup.returnedPath();
    Stored key = fields.stored(lookup.keyPath(), ValueType.TEXT);
    String sql =
        "SELECT DISTINCT ON (k) "
            + key.sql()
            + " AS k, "
            + fields.select(returned)
            + " FROM "
            + source.tableSql()
            + " WHERE "
            + String.join(" AND ", source.baseConditions(false))
            + " AND "
            + new StoredComparison(parameters).in(key, List.copyOf(keys))
            + " ORDER BY k, "
            + source.column(Source.BASE, "id");
    return new LookupQuery(new SqlPlan.Statement(sql, parameters.values(), false), returned);
  }

  /** Values by key, those that are not blank. */
  public Map<String, Object> read(Iterable<Row> rows) {
    Map<String, Object> found = new HashMap<>();
    for (Row row : rows) {
      Object value = FormulaValues.seen(returned, FieldSql.reading(returned).read(row, 1));
      if (value != null) {
        found.put(row.getString(0), value);
      }
    }
    return found;
  }
}
