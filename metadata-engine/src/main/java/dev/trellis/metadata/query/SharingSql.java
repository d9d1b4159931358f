package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.sharing.Grant;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.sharing.Owners;
import dev.trellis.metadata.sharing.Reach;
import dev.trellis.sdk.component.FieldType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What sharing lets a caller reach, as a condition over a table that is in the statement. It is
 * part of every statement, so that counts, pages and groups know of nothing else.
 */
final class SharingSql {
  private final QueryScope scope;
  private final Parameters parameters;

  /**
   * PostgreSQL goes through a list one by one unless it comes as a table, which it hashes: that
   * pays for many rows alone.
   */
  private final boolean isOfFew;

  SharingSql(QueryScope scope, Parameters parameters, boolean isOfFew) {
    this.scope = scope;
    this.parameters = parameters;
    this.isOfFew = isOfFew;
  }

  String condition(String alias, ObjectModel object, Reach reach) {
    return switch (reach) {
      case Reach.All _ -> "TRUE";
      case Reach.Some some -> anyOf(alias, object, some);
      case Reach.OfParent parent -> ofParent(alias, parent);
    };
  }

  /**
   * The same by the ids of what is reached, each reason by an index of its own: PostgreSQL does not
   * take {@code OR} apart.
   */
  String among(String alias, ObjectModel object, Reach.Some reach) {
    var branches = new ArrayList<String>();
    Set<UUID> owners = reach.owners().all();
    String inner = alias + "g";
    String from = "SELECT " + inner + ".id FROM " + object.table().name() + " " + inner + " WHERE ";
    if (!owners.isEmpty()) {
      String list = parameters.add(owners.toArray(UUID[]::new), "uuid[]");
      branches.add(from + where(inner, object, inner + ".owner_id = ANY(" + list + ")"));
    }
    for (Grant grant : reach.grants()) {
      switch (grant) {
        case Grant.Own _, Grant.Hierarchy _ -> {}
        case Grant.Rule rule when rule.criteria() == null -> {}
        case Grant.Rule rule ->
            branches.add(from + where(inner, object, byRule(inner, object, rule)));
        case Grant.Shares shares ->
            branches.add("SELECT x.record_id FROM record_share x WHERE " + shares(object, shares));
      }
    }
    return alias + ".id = ANY(ARRAY(" + String.join(" UNION ", branches) + "))";
  }

  private String where(String alias, ObjectModel object, String condition) {
    List<String> where =
        Source.scope(alias, object.table(), object.id(), scope.model().tenantId(), parameters);
    where.add(condition);
    return String.join(" AND ", where);
  }

  private String anyOf(String alias, ObjectModel object, Reach.Some reach) {
    var branches = new ArrayList<String>();
    for (Grant grant : reach.grants()) {
      switch (grant) {
        case Grant.Own _, Grant.Hierarchy _ -> {}
        case Grant.Rule rule when rule.criteria() == null -> {}
        case Grant.Rule _, Grant.Shares _ -> branches.add(condition(alias, object, grant));
      }
    }
    if (!reach.owners().all().isEmpty()) {
      branches.addFirst(ownedBy(alias, reach.owners()));
    }
    return branches.isEmpty() ? "FALSE" : "(" + String.join(" OR ", branches) + ")";
  }

  /** The condition of one reason alone. */
  String condition(String alias, ObjectModel object, Grant grant) {
    return switch (grant) {
      case Grant.Own(UUID user) -> ownedBy(alias, Set.of(user));
      case Grant.Hierarchy(Set<UUID> below) -> ownedBy(alias, below);
      case Grant.Rule rule -> byRule(alias, object, rule);
      case Grant.Shares shares -> shared(alias, object, shares);
    };
  }

  private String byRule(String alias, ObjectModel object, Grant.Rule rule) {
    var terms = new ArrayList<String>();
    if (rule.owners() != null) {
      terms.add(ownedBy(alias, rule.owners()));
    }
    if (rule.criteria() != null) {
      terms.add(meets(alias, object, rule.criteria()));
    }
    return "(" + String.join(" AND ", terms) + ")";
  }

  private String ownedBy(String alias, Set<UUID> owners) {
    return ownedBy(alias, Owners.of(owners, scope.records().directory().everybody()));
  }

  private String ownedBy(String alias, Owners owners) {
    String owner = alias + ".owner_id";
    if (owners.all().isEmpty()) {
      return "FALSE";
    }
    if (!owners.isRest()) {
      return isAmong(owner, owners.listed());
    }
    return owners.listed().length == 0
        ? owner + " IS NOT NULL"
        : owner + " IS NOT NULL AND NOT " + isAmong(owner, owners.listed());
  }

  private String isAmong(String owner, UUID[] owners) {
    String list = parameters.add(owners, "uuid[]");
    return isOfFew || owners.length <= Owners.FEW
        ? owner + " = ANY(" + list + ")"
        : "(" + owner + " IN (SELECT unnest(" + list + ")))";
  }

  /** Criteria read with the platform's rights: what they read is not what they show. */
  private String meets(String alias, ObjectModel object, Expression criteria) {
    QueryScope platform = QueryScope.ofPlatform(scope.model(), scope.caller(), scope.now());
    boolean isOwn =
        Expressions.references(criteria).stream()
            .allMatch(path -> path.steps().isEmpty() && !path.field().isComputed());
    if (isOwn) {
      return condition(platform, new Source(platform, object, parameters, alias), criteria);
    }
    String inner = alias + "s";
    var source = new Source(platform, object, parameters, inner);
    String condition = condition(platform, source, criteria);
    List<String> where = source.baseConditions(true);
    where.add(inner + ".id = " + alias + ".id");
    where.add(condition);
    return "EXISTS (SELECT 1 FROM "
        + source.tableSql()
        + " WHERE "
        + String.join(" AND ", where)
        + ")";
  }

  private String condition(QueryScope platform, Source source, Expression criteria) {
    var sql =
        new ExpressionSql(
            Compilation.resolver(new FieldSql(platform, source, parameters)),
            parameters,
            SqlZone.name(scope.model().settings().timeZone()));
    return "(" + sql.condition(new Folding(platform).fold(criteria)) + ")";
  }

  private String shared(String alias, ObjectModel object, Grant.Shares shares) {
    return "EXISTS (SELECT 1 FROM record_share x WHERE x.record_id = "
        + alias
        + ".id AND "
        + shares(object, shares)
        + ")";
  }

  private String shares(ObjectModel object, Grant.Shares shares) {
    return "x.tenant_id = "
        + parameters.integer(scope.model().tenantId())
        + " AND x.object_id = "
        + parameters.integer(object.id())
        + " AND x.grantee_id = ANY("
        + parameters.add(shares.with().toArray(UUID[]::new), "uuid[]")
        + ")"
        + (shares.atLeast() == Level.EDIT ? " AND x.may_edit" : "")
        + " AND (x.expires_at IS NULL OR x.expires_at > "
        + parameters.add(scope.now().atOffset(ZoneOffset.UTC), "timestamptz")
        + ")";
  }

  /** Whoever sees nothing of the parent sees nothing of what belongs to it. */
  private String ofParent(String alias, Reach.OfParent reach) {
    var type = (FieldType.Reference) reach.reference().type();
    var branches = new ArrayList<String>();
    String id = Source.reference(alias, reach.reference());
    for (String name : type.to()) {
      scope
          .model()
          .object(name)
          .ifPresent(parent -> branches.add(reached(alias + "p", id, parent, reach)));
    }
    return "(" + String.join(" OR ", branches) + ")";
  }

  private String reached(String inner, String id, ObjectModel parent, Reach.OfParent reach) {
    List<String> where =
        Source.scope(inner, parent.table(), parent.id(), scope.model().tenantId(), parameters);
    where.add(inner + ".id = " + id);
    Reach ofParent = scope.records().reach(parent, reach.level());
    if (!ofParent.isAll()) {
      where.add(condition(inner, parent, ofParent));
    }
    return "EXISTS (SELECT 1 FROM "
        + parent.table().name()
        + " "
        + inner
        + " WHERE "
        + String.join(" AND ", where)
        + ")";
  }
}
