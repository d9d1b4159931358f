package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grouped queries:
 *
 * <pre>
 * SELECT g.c0, g.c1 FROM (SELECT … AS c0, sum(…) AS c1 FROM … WHERE … GROUP BY 1) g WHERE having ORDER BY … LIMIT …
 * </pre>
 */
final class GroupPlanner {
  private final QueryScope scope;
  private final RecordQuery query;
  private final Compilation compilation;
  private final List<Expression> conditions;
  private final @Nullable SqlFragment search;
  private final ListStatement.Access access;
  private final CursorCodec cursors;
  private final Parameters parameters = new Parameters();
  private final Source source;
  private final FieldSql fields;

  GroupPlanner(
      QueryScope scope,
      RecordQuery query,
      Compilation compilation,
      List<Expression> conditions,
      @Nullable SqlFragment search,
      ListStatement.Access access,
      CursorCodec cursors) {
    this.scope = scope;
    this.query = query;
    this.compilation = compilation;
    this.conditions = conditions;
    this.search = search;
    this.access = access;
    this.cursors = cursors;
    this.source = new Source(scope, query.object(), parameters);
    this.fields = new FieldSql(scope, source, parameters);
  }

  Checked<SqlPlan> plan() {
    var columns =
        new GroupColumns(
                query,
                compilation,
                fields,
                parameters,
                SqlZone.name(scope.model().settings().timeZone()))
            .columns();
    checkNames(columns);
    Expression having = having(columns);
    List<Compilation.Sort> sorts = compilation.sorts(new LinkedHashSet<>(columns.keySet()));
    if (!compilation.violations().isEmpty()) {
      return Checked.refused(compilation.violations());
    }
    return Checked.valid(statement(columns, having, sorts));
  }

  private void checkNames(Map<String, GroupColumn> columns) {
    for (int i = 0; i < query.fields().size(); i++) {
      if (!columns.containsKey(query.fields().get(i))) {
        compilation.add(
            query.names().fields(i), "unknown_result_column", "name", query.fields().get(i));
      }
    }
  }

  private @Nullable Expression having(Map<String, GroupColumn> columns) {
    String source = query.having();
    if (source == null || source.isBlank()) {
      return null;
    }
    Map<String, ValueType> types =
        columns.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().value()));
    Expression checked =
        compilation.valueOf(
            Expressions.checkHaving(types, scope.model().settings().timeZone(), source), "/having");
    return checked == null ? null : new Folding(scope).fold(checked);
  }

  private SqlPlan statement(
      Map<String, GroupColumn> columns, @Nullable Expression having, List<Compilation.Sort> sorts) {
    List<SortTerm> order = order(columns, sorts);
    var binding =
        new CursorCodec.Binding(
            scope.model().tenantId(), scope.userId(), compilation.fingerprint());
    List<ColumnType> types = order.stream().map(SortTerm::type).toList();
    var where = new ArrayList<String>();
    String inner = inner(columns, sorts);
    if (having != null) {
      var sql =
          new ExpressionSql(
              resolver(columns), parameters, SqlZone.name(scope.model().settings().timeZone()));
      where.add(sql.condition(having));
    }
    if (query.cursor() != null) {
      List<@Nullable Object> after = cursors.decode(binding, types, query.cursor());
      if (!order.isEmpty()) {
        where.add("(" + Keyset.after(order, after, parameters) + ")");
      }
    }
    var select = new ArrayList<String>();
    var root = new Output.Tree("", -1);
    for (GroupColumn column : columns.values()) {
      column.addTo(root, select.size());
      select.add(column.sql());
    }
    int firstKey = select.size();
    order.forEach(term -> select.add(term.sql()));
    String sql =
        "SELECT "
            + String.join(", ", select)
            + " FROM ("
            + inner
            + ") g"
            + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
            + (order.isEmpty() ? "" : Keyset.orderBy(order))
            + " LIMIT "
            + parameters.add(query.limit() + 1, "int");
    return new SqlPlan(
        List.of(new SqlPlan.Statement(sql, parameters.values(), true)),
        root.members(),
        -1,
        new Paging(query.limit(), firstKey, types, cursors, binding));
  }

  private String inner(Map<String, GroupColumn> columns, List<Compilation.Sort> sorts) {
    var input =
        new ListStatement.Input(scope, query, conditions, List.of(), List.of(), search, access);
    List<String> where =
        ListStatement.where(source, Compilation.resolver(fields), true, parameters, input);
    var select = new ArrayList<String>();
    for (GroupColumn column : columns.values()) {
      select.add(column.inner() + " AS " + column.alias());
    }
    for (Compilation.Sort sort : sorts) {
      GroupColumn column = columns.get(sort.name());
      String key = "any_value(" + column.rowKey() + ") AS " + column.rowKeyAlias();
      if (column.rowKey() != null && !select.contains(key)) {
        select.add(key);
      }
    }
    int groups = query.groups().size();
    String groupBy =
        groups == 0
            ? ""
            : IntStream.rangeClosed(1, groups)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", ", " GROUP BY ", ""));
    return "SELECT "
        + String.join(", ", select)
        + " FROM "
        + source.tableSql()
        + " WHERE "
        + String.join(" AND ", where)
        + groupBy;
  }

  /** As asked, and then by the groups themselves, which are different in each row. */
  private static List<SortTerm> order(
      Map<String, GroupColumn> columns, List<Compilation.Sort> sorts) {
    var order = new LinkedHashMap<String, SortTerm>();
    for (Compilation.Sort sort : sorts) {
      columns
          .get(sort.name())
          .sortTerms(sort.descending(), true)
          .forEach(term -> order.putIfAbsent(term.sql(), term));
    }
    for (GroupColumn column : columns.values()) {
      if (column.isGroup()) {
        column.sortTerms(false, false).forEach(term -> order.putIfAbsent(term.sql(), term));
      }
    }
    return List.copyOf(order.values());
  }

  private static ExpressionSql.Resolver resolver(Map<String, GroupColumn> columns) {
    return (binding, type) ->
        switch (binding) {
          case Binding.OfColumn(String name) -> {
            GroupColumn column = columns.get(name);
            yield Stored.plain(column.sql(), type, column.type(), column.shift());
          }
          case Binding.OfField _, Binding.OfGlobal _, Binding.OfSlot _, Binding.OfLookup _ ->
              throw new IllegalStateException("not a column: " + binding.text());
        };
  }
}
