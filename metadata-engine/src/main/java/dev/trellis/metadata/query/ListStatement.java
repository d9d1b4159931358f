package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builds one statement of a list. */
final class ListStatement {
  private static final int FEW_MEMBERS = 8;

  /** How a list comes by its records. */
  enum Access {
    /** As PostgreSQL likes. */
    FREE,
    /** What the filter keeps first, whatever order the result wants. */
    FILTER_FIRST,
    /** What the caller reaches first, then what the filter keeps of it. */
    REACH_FIRST,
    /** In the order of the result; indexes of what is filtered by are not looked at. */
    IN_ORDER
  }

  /** Which records it reads, by the first key of the order. */
  enum Part {
    ALL,
    WITH_KEY,
    WITHOUT_KEY
  }

  /**
   * @param search finds the ids that may be listed, null without a search
   * @param access how the records are come by
   */
  record Input(
      QueryScope scope,
      RecordQuery query,
      List<Expression> conditions,
      List<FieldPath> paths,
      List<Compilation.Sort> sorts,
      @Nullable SqlFragment search,
      Access access) {
    boolean fenced() {
      return access == Access.FILTER_FIRST || access == Access.REACH_FIRST;
    }
  }

  /** The statement with the shape of its rows. */
  record Built(SqlPlan.Statement statement, List<Output> output, int firstKey) {}

  private final Input input;
  private final Parameters parameters = new Parameters();
  private final Source source;
  private final FieldSql fields;
  private final List<SortTerm> terms;

  ListStatement(Input input) {
    this.input = input;
    this.source = newSource();
    this.fields = new FieldSql(input.scope(), source, parameters);
    this.terms = Order.terms(input.sorts(), input.query().object(), source, fields);
  }

  private Source newSource() {
    return new Source(input.scope(), input.query().object(), parameters);
  }

  List<ColumnType> keyTypes() {
    return terms.stream().map(SortTerm::type).toList();
  }

  /** Whether an index gives the records in this order. */
  boolean isOrderIndexed() {
    return terms.getFirst().indexed();
  }

  /** Whether other objects lie in the same table, so that its statistics tell little. */
  boolean isShared() {
    return input.query().object().table().isShared();
  }

  boolean isFirstKeyNullable() {
    return terms.getFirst().nullable();
  }

  /**
   * @param after the keys of the row after which to go on, null for the first page
   */
  Built build(Part part, @Nullable List<@Nullable Object> after) {
    List<SortTerm> order = order(part);
    boolean byId = terms.getFirst().sql().equals(Source.BASE + ".id");
    var where =
        where(source, resolver(), input.access() != Access.IN_ORDER || byId, parameters, input);
    if (part == Part.WITH_KEY) {
      where.add(terms.getFirst().sql() + " IS NOT NULL");
    } else if (part == Part.WITHOUT_KEY) {
      where.add(terms.getFirst().sql() + " IS NULL");
    }
    if (after != null) {
      int skipped = terms.size() - order.size();
      where.add("(" + Keyset.after(order, after.subList(skipped, after.size()), parameters) + ")");
    }
    boolean follows = followsReferences();
    return input.fenced() || follows || isWide()
        ? layered(order, where, follows || isWide())
        : flat(order, where);
  }

  private boolean followsReferences() {
    List<FieldPath> computed =
        input.paths().stream().filter(path -> path.field().isComputed()).toList();
    return input.paths().stream()
            .anyMatch(path -> !path.field().isComputed() && !path.steps().isEmpty())
        || !computed.isEmpty()
            && Formulas.of(input.scope().model())
                .fields(input.query().object(), computed)
                .followsReferences();
  }

  /** Many members of one document: it must not be unpacked again for each of them. */
  private boolean isWide() {
    return input.paths().stream()
            .filter(path -> path.steps().isEmpty())
            .filter(path -> path.field().storage() instanceof Storage.Overflow)
            .count()
        > FEW_MEMBERS;
  }

  /**
   * {@code ||} unpacks the document, and {@code OFFSET 0} keeps PostgreSQL from writing it into
   * each use.
   *
   * @param columns names of the page's columns
   */
  private static String unpacked(String page, List<String> columns) {
    String list =
        columns.stream()
            .map(
                name ->
                    name.equals("overflow") ? "p.overflow || '{}'::jsonb AS overflow" : "p." + name)
            .collect(Collectors.joining(", "));
    return "(SELECT " + list + " FROM " + page + " p OFFSET 0)";
  }

  /** The part without the first key sorts by the others. */
  private List<SortTerm> order(Part part) {
    return switch (part) {
      case ALL -> terms;
      case WITH_KEY -> {
        var order = new ArrayList<>(terms);
        order.set(0, terms.getFirst().notNull());
        // The exact value behind a key is there when the key is.
        if (terms.getFirst().type() == ColumnType.LONG
            && terms.get(1).type() == ColumnType.NUMERIC) {
          order.set(1, terms.get(1).notNull());
        }
        yield order;
      }
      case WITHOUT_KEY -> terms.subList(1, terms.size());
    };
  }

  /** What is filtered by, with its indexes unless the order has been decided to be better. */
  private ExpressionSql.Resolver resolver() {
    ExpressionSql.Resolver resolver = Compilation.resolver(fields);
    if (input.access() != Access.IN_ORDER) {
      return resolver;
    }
    String order = terms.getFirst().sql();
    return (binding, type) -> {
      Stored stored = resolver.resolve(binding, type);
      return order.equals(stored.sql()) || order.equals(stored.key()) ? stored : stored.unindexed();
    };
  }

  /**
   * @param narrows whether times of creation may be looked for by ids as well
   */
  static List<String> where(
      Source source,
      ExpressionSql.Resolver resolver,
      boolean narrows,
      Parameters parameters,
      Input input) {
    var where =
        new ArrayList<>(
            input.access() == Access.REACH_FIRST
                ? source.reachedFirst()
                : source.baseConditions(false));
    SqlFragment search = input.search();
    if (search != null) {
      where.add(
          source.column(Source.BASE, "id") + " = ANY(ARRAY(" + parameters.embed(search) + "))");
    }
    var sql =
        new ExpressionSql(
            resolver, parameters, SqlZone.name(input.scope().model().settings().timeZone()));
    for (Expression condition : input.conditions()) {
      if (narrows) {
        CreationTime.narrow(condition, source, parameters).ifPresent(where::add);
      }
      where.add(sql.condition(condition));
    }
    return where;
  }

  /**
   * Written out: PostgreSQL takes an unknown limit for a tenth of the records, and no plan that it
   * keeps is any good then.
   */
  private String limit() {
    return " LIMIT " + (input.query().limit() + 1);
  }

  private Built flat(List<SortTerm> order, List<String> where) {
    var select = new SelectList(input.scope(), source, fields);
    select.addAll(input.paths());
    int firstKey = select.size();
    terms.forEach(term -> select.addHidden(term.sql()));
    String sql =
        "SELECT "
            + select.sql()
            + " FROM "
            + source.tableSql()
            + " WHERE "
            + String.join(" AND ", where)
            + Keyset.orderBy(order)
            + limit();
    return built(sql, select, firstKey);
  }

  /**
   * The page's records first, then what they refer to:
   *
   * <pre>SELECT r.t1, j1.name FROM (SELECT … WHERE … ORDER BY … LIMIT …) r LEFT JOIN … ORDER BY …
   * </pre>
   */
  private Built layered(List<SortTerm> order, List<String> where, boolean pageFirst) {
    Source outer = newSource();
    var select =
        new SelectList(input.scope(), outer, new FieldSql(input.scope(), outer, parameters));
    select.addAll(input.paths());
    int firstKey = select.size();
    var named = new ArrayList<SortTerm>();
    var inner = new ArrayList<String>();
    for (int i = 0; i < terms.size(); i++) {
      String name = "k" + i;
      select.addHidden(Source.BASE + "." + name);
      inner.add(terms.get(i).sql() + " AS " + name);
    }
    int skipped = terms.size() - order.size();
    for (int i = 0; i < order.size(); i++) {
      named.add(order.get(i).named(Source.BASE + ".k" + (i + skipped)));
    }
    outer.baseColumns().forEach(column -> inner.add(Source.BASE + "." + column));
    var names = new ArrayList<String>();
    IntStream.range(0, terms.size()).forEach(i -> names.add("k" + i));
    names.addAll(outer.baseColumns());
    String records =
        inner.stream().collect(Collectors.joining(", ", "SELECT ", ""))
            + " FROM "
            + source.tableSql()
            + " WHERE "
            + String.join(" AND ", where);
    String outerOrder = Keyset.orderBy(named);
    String page;
    if (!input.fenced()) {
      page = "(" + records + Keyset.orderBy(order) + limit() + ")";
    } else if (pageFirst) {
      page = "(SELECT * FROM f r" + outerOrder + limit() + ")";
    } else {
      page = "f";
    }
    String sql =
        (input.fenced() ? "WITH f AS MATERIALIZED (" + records + ") " : "")
            + "SELECT "
            + select.sql()
            + " FROM "
            + (isWide() ? unpacked(page, names) : page)
            + " r"
            + outer.joinSql()
            + outerOrder
            + (pageFirst ? "" : limit());
    return built(sql, select, firstKey);
  }

  private Built built(String sql, SelectList select, int firstKey) {
    return new Built(
        new SqlPlan.Statement(sql, parameters.values(), true), select.output(), firstKey);
  }
}
