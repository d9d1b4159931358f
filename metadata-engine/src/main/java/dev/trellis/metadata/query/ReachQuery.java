package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.sharing.Grant;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.sharing.Reach;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What somebody reaches of records whose ids are known. */
public final class ReachQuery {
  private ReachQuery() {}

  /**
   * Answers {@code id, may_edit, is_full, is_live} for those of the records that are reached at
   * all, deleted ones among them.
   */
  public static SqlFragment levels(QueryScope scope, ObjectModel object, Collection<UUID> ids) {
    var parameters = new Parameters();
    var source = new Source(scope, object, parameters).ofFew();
    String select =
        "SELECT r.id, "
            + condition(scope, object, Level.EDIT, parameters)
            + " AS may_edit, "
            + condition(scope, object, Level.FULL, parameters)
            + " AS is_full, r.deleted_at IS NULL AS is_live";
    return statement(select, source, source.baseConditions(true), ids, parameters);
  }

  /**
   * Answers one row with a column for each grant: whether it is a reason why the record is reached.
   * None when there is no such record.
   */
  public static SqlFragment reasons(
      QueryScope scope, ObjectModel object, UUID id, List<Grant> grants) {
    var parameters = new Parameters();
    QueryScope platform = QueryScope.ofPlatform(scope.model(), scope.caller(), scope.now());
    var source = new Source(platform, object, parameters);
    var sql = new SharingSql(scope, parameters, true);
    var select = new StringBuilder("SELECT r.owner_id");
    for (Grant grant : grants) {
      select.append(", coalesce(").append(sql.condition("r", object, grant)).append(", false)");
    }
    return statement(
        select.toString(), source, source.baseConditions(true), List.of(id), parameters);
  }

  /** The condition by which rows of an object's table, called {@code r}, are reached. */
  public static SqlFragment condition(QueryScope scope, ObjectModel object) {
    var parameters = new Parameters();
    return new SqlFragment(condition(scope, object, Level.READ, parameters), parameters.values());
  }

  private static String condition(
      QueryScope scope, ObjectModel object, Level level, Parameters parameters) {
    Reach reach = scope.records().reach(object, level);
    return "coalesce("
        + new SharingSql(scope, parameters, true).condition(Source.BASE, object, reach)
        + ", false)";
  }

  private static SqlFragment statement(
      String select,
      Source source,
      List<String> where,
      Collection<UUID> ids,
      Parameters parameters) {
    where.add("r.id = ANY(" + parameters.add(ids.toArray(UUID[]::new), "uuid[]") + ")");
    return new SqlFragment(
        select + " FROM " + source.tableSql() + " WHERE " + String.join(" AND ", where),
        parameters.values());
  }
}
