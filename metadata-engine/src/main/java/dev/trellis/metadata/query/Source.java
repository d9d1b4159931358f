package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.sharing.Reach;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.storage.StorageTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code FROM} of one statement: the object's records as {@code r}, and a join or look-up for
 * each reference that is followed.
 */
final class Source {
  static final String BASE = "r";

  private final QueryScope scope;
  private final ObjectModel object;
  private final String base;
  private final Parameters parameters;
  private final Set<String> baseColumns = new LinkedHashSet<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final List<String> joins = new ArrayList<>();
  private boolean isOfFew;

  Source(QueryScope scope, ObjectModel object, Parameters parameters) {
    this(scope, object, parameters, BASE);
  }

  /**
   * @param base what the object's records are called; another name inside another statement
   */
  Source(QueryScope scope, ObjectModel object, Parameters parameters, String base) {
    this.scope = scope;
    this.object = object;
    this.parameters = parameters;
    this.base = base;
  }

  /** Records are looked up by their ids. */
  Source ofFew() {
    isOfFew = true;
    return this;
  }

  ObjectModel object() {
    return object;
  }

  /** A column of a table that is already in the statement. */
  String column(String alias, String column) {
    if (alias.equals(base)) {
      baseColumns.add(column);
    }
    return alias + "." + column;
  }

  /** Columns of the records themselves that were asked for. */
  Set<String> baseColumns() {
    return baseColumns;
  }

  boolean hasJoins() {
    return !joins.isEmpty();
  }

  /** The alias of a path's owner, joined on the way there. */
  String alias(FieldPath path, ObjectModel owner) {
    String alias = base;
    String key = "";
    for (int i = 0; i < path.steps().size(); i++) {
      FieldPath.Step step = path.steps().get(i);
      ObjectModel target = i == path.steps().size() - 1 ? owner : step.targets().getFirst();
      key += "." + step.reference().name() + ">" + target.name();
      alias =
          aliases.getOrDefault(key, "").isEmpty()
              ? join(key, alias, step.reference(), target)
              : aliases.get(key);
    }
    return alias;
  }

  private String join(String key, String from, FieldModel reference, ObjectModel target) {
    String alias = (base.equals(BASE) ? "j" : base + "j") + (joins.size() + 1);
    aliases.put(key, alias);
    String found = alias + ".id = " + referenceId(from, reference);
    joins.add(
        isLookedUp(target)
            ? lookUp(alias, target, found)
            : " LEFT JOIN "
                + target.table().name()
                + " "
                + alias
                + " ON "
                + found
                + " AND "
                + String.join(" AND ", conditions(alias, target)));
    return alias;
  }

  /**
   * PostgreSQL's statistics of shared tables know nothing of one tenant's part: it expects a single
   * row of any object, and so compares all records with all of the next object instead of looking
   * each up by its id. An object that is not promoted has a bounded number of records, so looking
   * all of them up is never slow.
   */
  private boolean isLookedUp(ObjectModel target) {
    return object.table().isShared() && target.table().isShared();
  }

  /** {@code OFFSET 0} keeps PostgreSQL from making a join of it again. */
  private String lookUp(String alias, ObjectModel target, String found) {
    return " LEFT JOIN LATERAL (SELECT * FROM "
        + target.table().name()
        + " "
        + alias
        + " WHERE "
        + found
        + " AND "
        + String.join(" AND ", conditions(alias, target))
        + " OFFSET 0) "
        + alias
        + " ON TRUE";
  }

  String referenceId(String alias, FieldModel reference) {
    column(
        alias, reference.storage() instanceof Storage.Column stored ? stored.column() : "overflow");
    return reference(alias, reference);
  }

  /** Which record a reference leads to. */
  static String reference(String alias, FieldModel reference) {
    return switch (reference.storage()) {
      case Storage.Column stored -> alias + "." + stored.column();
      case Storage.Overflow stored ->
          "(" + alias + ".overflow->>" + Quoted.text(stored.key()) + ")::uuid";
      case Storage.Computed _ -> throw new IllegalStateException("no reference is computed");
    };
  }

  /** What makes a table's rows the live records of one object that the caller reaches. */
  private List<String> conditions(String alias, ObjectModel target) {
    var conditions = scope(alias, target.table(), target.id());
    if (!target.isPlatformObject()) {
      conditions.add(alias + ".deleted_at IS NULL");
    }
    addReached(conditions, alias, target);
    return conditions;
  }

  private void addReached(List<String> conditions, String alias, ObjectModel target) {
    Reach reach = scope.records().reach(target, Level.READ);
    if (!reach.isAll()) {
      conditions.add(new SharingSql(scope, parameters, isOfFew).condition(alias, target, reach));
    }
  }

  /**
   * A promoted table holds one object of one tenant; naming them again would cost it its index-only
   * scans.
   */
  private List<String> scope(String alias, StorageTable table, int objectId) {
    return scope(alias, table, objectId, scope.model().tenantId(), parameters);
  }

  static List<String> scope(
      String alias, StorageTable table, int objectId, int tenantId, Parameters parameters) {
    var conditions = new ArrayList<String>();
    if (table.hasTenant()) {
      conditions.add(alias + ".tenant_id = " + parameters.integer(tenantId));
    }
    if (table.isShared()) {
      conditions.add(alias + ".object_id = " + parameters.integer(objectId));
    }
    return conditions;
  }

  /** The same as {@link #baseConditions}, where few records are reached: those are looked up. */
  List<String> reachedFirst() {
    var conditions = scope(base, object.table(), object.id());
    conditions.add(base + ".deleted_at IS NULL");
    if (scope.records().reach(object, Level.READ) instanceof Reach.Some some) {
      conditions.add(new SharingSql(scope, parameters, false).among(base, object, some));
    }
    return conditions;
  }

  /** Live records that the caller reaches, deleted ones too if wanted. */
  List<String> baseConditions(boolean withDeleted) {
    if (!withDeleted) {
      return conditions(base, object);
    }
    List<String> conditions = scope(base, object.table(), object.id());
    addReached(conditions, base, object);
    return conditions;
  }

  String tableSql() {
    return object.table().name() + " " + base + joinSql();
  }

  String joinSql() {
    return String.join("", joins);
  }
}
