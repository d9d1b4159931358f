package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.query.ListStatement.Part;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.storage.ColumnType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compiles queries to SQL. Pure; one for all tenants. */
public final class QueryPlanner {
  /** Estimates below this are counted instead. */
  private static final long COUNTED = 10_000;

  static final long UNKNOWN_ROWS = 20_000;

  /**
   * Lists of objects with more rows than this are planned with their values. Planning takes some
   * 0.25 ms, about as long as most lists run; below this a plan that does not fit the values costs
   * no more than some 10 ms.
   */
  private static final long LARGE = 50_000;

  /** The same for a table of one object, whose statistics are its own. */
  private static final long LARGE_ALONE = 200_000;

  private final TextSearch search;
  private final CursorCodec cursors;

  public QueryPlanner(TextSearch search, CursorCodec cursors) {
    this.search = search;
    this.cursors = cursors;
  }

  /** A page of records, or of groups. */
  public Checked<SqlPlan> plan(QueryScope scope, RecordQuery query, FieldStatistics statistics) {
    var compilation = new Compilation(scope, query);
    compilation.checkLimit();
    List<Expression> conditions = compilation.conditions();
    if (query.isGrouped()) {
      return new GroupPlanner(
              scope,
              query,
              compilation,
              conditions,
              searched(scope, query),
              gathering(scope, query, statistics),
              cursors)
          .plan();
    }
    List<FieldPath> paths = compilation.paths();
    List<Compilation.Sort> sorts = compilation.sorts(new LinkedHashSet<>());
    if (!compilation.violations().isEmpty()) {
      return Checked.refused(compilation.violations());
    }
    var input =
        new ListStatement.Input(
            scope,
            query,
            conditions,
            paths,
            sorts,
            searched(scope, query),
            ListStatement.Access.FREE);
    return Checked.valid(list(input, compilation, statistics));
  }

  private @Nullable SqlFragment searched(QueryScope scope, RecordQuery query) {
    return query.text() == null ? null : search.candidates(scope, query.object(), query.text());
  }

  private static ListStatement.Input with(ListStatement.Access access, ListStatement.Input input) {
    return new ListStatement.Input(
        input.scope(),
        input.query(),
        input.conditions(),
        input.paths(),
        input.sorts(),
        input.search(),
        access);
  }

  private SqlPlan list(
      ListStatement.Input asked, Compilation compilation, FieldStatistics statistics) {
    ObjectModel object = asked.query().object();
    // Without a filter there are no values for a plan to depend on.
    boolean isLarge =
        !asked.conditions().isEmpty()
            && statistics.rows(object).orElse(UNKNOWN_ROWS)
                > (object.table().isShared() ? LARGE : LARGE_ALONE);
    var order = new ListStatement(asked);
    ListStatement.Input input = with(access(asked, order, isLarge, statistics), asked);
    order = new ListStatement(input);
    var binding =
        new CursorCodec.Binding(
            input.scope().model().tenantId(), input.scope().userId(), compilation.fingerprint());
    String cursor = input.query().cursor();
    List<@Nullable Object> after =
        cursor == null ? null : cursors.decode(binding, order.keyTypes(), cursor);
    List<ColumnType> keys = order.keyTypes();
    List<SqlPlan.Statement> statements;
    ListStatement.Built first;
    if (input.fenced() || !order.isOrderIndexed() || !order.isFirstKeyNullable()) {
      first = order.build(Part.ALL, after);
      statements = List.of(first.statement().planned(isLarge));
    } else if (after != null && after.getFirst() == null) {
      first = order.build(Part.WITHOUT_KEY, after);
      statements = List.of(first.statement().planned(isLarge));
    } else {
      first = order.build(Part.WITH_KEY, after);
      var rest = new ListStatement(input);
      statements =
          SqlPlan.inTurn(
              first.statement().planned(isLarge),
              () -> rest.build(Part.WITHOUT_KEY, null).statement().planned(isLarge));
    }
    var paging = new Paging(input.query().limit(), first.firstKey(), keys, cursors, binding);
    return new SqlPlan(statements, first.output(), -1, paging);
  }

  private static ListStatement.Access access(
      ListStatement.Input input, ListStatement order, boolean isLarge, FieldStatistics statistics) {
    if (input.search() != null) {
      return ListStatement.Access.FILTER_FIRST;
    }
    boolean isNarrowed = !input.scope().records().reach(input.query().object(), Level.READ).isAll();
    boolean isFenceable = isFenceable(input, order);
    if (isNarrowed || isFenceable) {
      ListCosts costs = ListCosts.of(input, order.isOrderIndexed(), statistics);
      if (isNarrowed && costs.isReachFirst()) {
        return ListStatement.Access.REACH_FIRST;
      }
      if (isFenceable && costs.isFilterFirst()) {
        return ListStatement.Access.FILTER_FIRST;
      }
    }
    // A plan that is kept knows no values: it has to be told.
    boolean isTold = !isLarge && order.isOrderIndexed() && order.isShared();
    return isTold ? ListStatement.Access.IN_ORDER : ListStatement.Access.FREE;
  }

  /**
   * Whether there is a choice between finding what the filter keeps and reading in the wanted order
   * until the page is full. Only on shared tables: PostgreSQL knows too little of a tenant's part
   * of them to choose by itself.
   */
  private static boolean isFenceable(ListStatement.Input input, ListStatement order) {
    return order.isShared() && !input.conditions().isEmpty() && order.isOrderIndexed();
  }

  /**
   * One record, or several by their ids, in no order. The plan has the position of {@code version};
   * nothing is paged.
   *
   * @param withDeleted whether records in the recycle bin count
   */
  public Checked<SqlPlan> byId(
      QueryScope scope,
      ObjectModel object,
      List<String> fields,
      List<UUID> ids,
      boolean withDeleted) {
    RecordQuery query =
        RecordQuery.of(object, RecordQuery.Names.LIST).withFields(fields).withPage(1, null);
    var compilation = new Compilation(scope, query);
    List<FieldPath> paths = compilation.paths();
    if (!compilation.violations().isEmpty()) {
      return Checked.refused(compilation.violations());
    }
    var parameters = new Parameters();
    var source = new Source(scope, object, parameters).ofFew();
    var select = new SelectList(scope, source, new FieldSql(scope, source, parameters));
    select.addAll(paths);
    int version =
        object.isPlatformObject() ? -1 : select.addHidden(source.column(Source.BASE, "version"));
    List<String> where = source.baseConditions(withDeleted);
    String id = source.column(Source.BASE, "id");
    where.add(
        ids.size() == 1
            ? id + " = " + parameters.add(ids.getFirst(), "uuid")
            : id + " = ANY(" + parameters.add(ids.toArray(UUID[]::new), "uuid[]") + ")");
    String sql =
        "SELECT "
            + select.sql()
            + " FROM "
            + source.tableSql()
            + " WHERE "
            + String.join(" AND ", where);
    var paging =
        new Paging(
            ids.size(),
            0,
            List.of(),
            cursors,
            new CursorCodec.Binding(scope.model().tenantId(), scope.userId(), ""));
    return Checked.valid(
        new SqlPlan(
            List.of(new SqlPlan.Statement(sql, parameters.values(), false)),
            select.output(),
            version,
            paging));
  }

  /** How many records the query finds, exactly. */
  public Checked<CountPlan> count(QueryScope scope, RecordQuery query, FieldStatistics statistics) {
    return counted(scope, query, statistics, Long.MAX_VALUE, 0);
  }

  /** How many, about; never slow. */
  public Checked<CountPlan> estimate(
      QueryScope scope, RecordQuery query, FieldStatistics statistics) {
    if (!scope.records().reach(query.object(), Level.READ).isAll()) {
      // Figures of all records would tell of those that the caller does not reach.
      return counted(scope, query, statistics, COUNTED, COUNTED);
    }
    var compilation = new Compilation(scope, query);
    List<Expression> conditions = compilation.conditions();
    var selectivity = new Selectivity(query.object(), statistics);
    double estimate = statistics.rows(query.object()).orElse(UNKNOWN_ROWS);
    for (Expression condition : conditions) {
      estimate *= selectivity.of(condition);
    }
    long rounded = Math.round(estimate);
    boolean known = statistics.rows(query.object()).isPresent() && query.text() == null;
    if (known && rounded >= COUNTED && compilation.violations().isEmpty()) {
      return Checked.valid(new CountPlan(null, 0, rounded));
    }
    return counted(scope, query, statistics, COUNTED, rounded);
  }

  /** How to come by all that a query finds. */
  static ListStatement.Access gathering(
      QueryScope scope, RecordQuery query, FieldStatistics statistics) {
    return query.text() == null
            && ReachWidth.isNarrow(
                ReachWidth.of(scope, query.object(), new Selectivity(query.object(), statistics)))
        ? ListStatement.Access.REACH_FIRST
        : ListStatement.Access.FREE;
  }

  private Checked<CountPlan> counted(
      QueryScope scope, RecordQuery query, FieldStatistics statistics, long bound, long estimate) {
    var compilation = new Compilation(scope, query);
    List<Expression> conditions = compilation.conditions();
    if (!compilation.violations().isEmpty()) {
      return Checked.refused(compilation.violations());
    }
    var input =
        new ListStatement.Input(
            scope,
            query,
            conditions,
            List.of(),
            List.of(),
            searched(scope, query),
            gathering(scope, query, statistics));
    var parameters = new Parameters();
    var source = new Source(scope, query.object(), parameters);
    List<String> where =
        ListStatement.where(
            source,
            Compilation.resolver(new FieldSql(scope, source, parameters)),
            true,
            parameters,
            input);
    String from = " FROM " + source.tableSql() + " WHERE " + String.join(" AND ", where);
    String sql =
        bound == Long.MAX_VALUE
            ? "SELECT count(*)" + from
            : "SELECT count(*) FROM (SELECT 1" + from + " LIMIT " + bound + ") c";
    return Checked.valid(
        new CountPlan(new SqlPlan.Statement(sql, parameters.values(), true), bound, estimate));
  }
}
