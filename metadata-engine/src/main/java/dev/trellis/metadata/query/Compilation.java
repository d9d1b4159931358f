package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.FieldScope;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.query.RecordQuery.Condition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A query with its names resolved and its formulas typed, or the violations it has. */
final class Compilation {
  /**
   * @param path null in a grouped query for a column of the answer
   */
  record Sort(@Nullable FieldPath path, String name, boolean descending) {}

  private final QueryScope scope;
  private final RecordQuery query;
  private final FieldScope fields;
  private final List<Violation> violations = new ArrayList<>();

  Compilation(QueryScope scope, RecordQuery query) {
    this.scope = scope;
    this.query = query;
    this.fields = new FieldScope(scope.model(), query.object(), scope.access());
  }

  List<Violation> violations() {
    return violations;
  }

  void add(String pointer, String code, Object... params) {
    violations.add(Violation.of(pointer, code, params));
  }

  /**
   * The conditions as one list of terms that must all be true, with what is known by now computed.
   */
  List<Expression> conditions() {
    var terms = new ArrayList<Expression>();
    var folding = new Folding(scope);
    for (Condition condition : query.conditions()) {
      ObjectModel object = query.object();
      Checked<Expression> checked =
          Expressions.check(
              scope.model(), object, scope.access(), condition.formula(), ValueType.BOOLEAN);
      Expression expression = valueOf(checked, condition.pointer());
      if (expression == null) {
        continue;
      }
      Optional<Violation> obstacle = PushDown.obstacle(scope.model(), expression);
      if (obstacle.isPresent()) {
        violations.add(obstacle.get().under(condition.pointer()));
        continue;
      }
      Expression folded = folding.fold(expression);
      if (folded instanceof Expression.And and) {
        terms.addAll(and.terms());
      } else {
        terms.add(folded);
      }
    }
    return terms;
  }

  /** The paths to select; every readable field where none is named. */
  List<FieldPath> paths() {
    if (query.fields().isEmpty()) {
      return query.object().fields().stream()
          .filter(field -> scope.access().canRead(query.object(), field))
          // Lists hold live records only.
          .filter(field -> !field.name().equals(SystemFields.DELETED_AT))
          .map(field -> new FieldPath(List.of(), List.of(query.object()), field, null))
          .toList();
    }
    var paths = new LinkedHashSet<FieldPath>();
    for (int i = 0; i < query.fields().size(); i++) {
      FieldPath path = path(query.fields().get(i), query.names().fields(i));
      if (path != null) {
        paths.add(path);
      }
    }
    if (query.fields().size() > RecordQuery.MAX_PATHS) {
      add(query.names().fields(0), "too_many", "max", RecordQuery.MAX_PATHS);
    }
    return List.copyOf(paths);
  }

  @Nullable FieldPath path(String text, String pointer) {
    return valueOf(fields.find(text.strip()), pointer);
  }

  List<Sort> sorts(LinkedHashSet<String> columns) {
    var sorts = new ArrayList<Sort>();
    if (query.sort().size() > RecordQuery.MAX_SORTS) {
      add(query.names().sort(0), "too_many", "max", RecordQuery.MAX_SORTS);
      return sorts;
    }
    for (int i = 0; i < query.sort().size(); i++) {
      String text = query.sort().get(i).strip();
      boolean descending = text.startsWith("-");
      String name = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
      if (query.isGrouped()) {
        if (columns.contains(name)) {
          sorts.add(new Sort(null, name, descending));
        } else {
          add(query.names().sort(i), "unknown_result_column", "name", name);
        }
        continue;
      }
      FieldPath path = sortPath(name, query.names().sort(i));
      if (path == null) {
        continue;
      }
      if (refuseUnknown(path, query.names().sort(i))) {
        continue;
      }
      if (isSortable(path)) {
        sorts.add(new Sort(path, name, descending));
      } else {
        add(query.names().sort(i), "not_sortable", "field", name);
      }
    }
    return sorts;
  }

  /** A formula field that PostgreSQL cannot work out is known only of records that were read. */
  boolean refuseUnknown(FieldPath path, String pointer) {
    Optional<Violation> obstacle = PushDown.obstacle(scope.model(), path);
    obstacle.ifPresent(violation -> violations.add(violation.under(pointer)));
    return obstacle.isPresent();
  }

  /** Nobody wants the order of ids: a reference sorts by the name of what it points to. */
  private @Nullable FieldPath sortPath(String name, String pointer) {
    FieldPath path = path(name, pointer);
    if (path != null
        && path.field().isReference()
        && fields.find(name + ".name") instanceof Checked.Valid<FieldPath>(FieldPath named)) {
      return named;
    }
    return path;
  }

  private boolean isSortable(FieldPath path) {
    return switch (path.field().type()) {
      case FieldType.LongText _, FieldType.RichText _ -> false;
      default ->
          switch (path.type()) {
            case LOCATION, OPAQUE, NULL -> false;
            case TEXT, NUMBER, BOOLEAN, DATE, DATETIME, TIME, PICKLIST, MULTI_PICKLIST, REFERENCE ->
                true;
          };
    };
  }

  void checkLimit() {
    if (query.limit() < 1 || query.limit() > RecordQuery.MAX_LIMIT) {
      add(
          "/limit",
          query.limit() < 1 ? "too_small" : "too_large",
          "min",
          1,
          "max",
          RecordQuery.MAX_LIMIT);
    }
  }

  <T> @Nullable T valueOf(Checked<T> checked, String pointer) {
    return switch (checked) {
      case Checked.Valid<T>(T value) -> value;
      case Checked.Refused<T>(List<Violation> found) -> {
        found.forEach(violation -> violations.add(violation.under(pointer)));
        yield null;
      }
    };
  }

  /** Same question, same text: what a cursor is bound to besides the caller. */
  String fingerprint() {
    return String.join(
        "\0",
        query.object().name(),
        query.conditions().stream().map(Condition::formula).toList().toString(),
        query.text() == null ? "null" : query.text().typed(),
        query.sort().toString(),
        query.groups().toString(),
        query.aggregates().toString(),
        String.valueOf(query.having()));
  }

  static ExpressionSql.Resolver resolver(FieldSql fields) {
    return (binding, type) ->
        switch (binding) {
          case Binding.OfField(FieldPath path) -> fields.stored(path, type);
          case Binding.OfColumn _, Binding.OfGlobal _, Binding.OfSlot _, Binding.OfLookup _ ->
              throw new IllegalStateException("not a field: " + binding.text());
        };
  }
}
