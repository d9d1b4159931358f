package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.sdk.component.FieldType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formula fields in statements: what they come to, over the columns that they read. */
final class FormulaSql {
  private final QueryScope scope;
  private final FieldSql fields;
  private final Parameters parameters;
  private final Map<String, Worked> worked = new HashMap<>();

  /**
   * @param value at full precision
   * @param failure where there is no value; null for nowhere
   */
  private record Worked(String value, @Nullable String failure) {
    String guarded() {
      return failure == null
          ? value
          : "(CASE WHEN " + failure + " THEN NULL ELSE " + value + " END)";
    }
  }

  FormulaSql(QueryScope scope, FieldSql fields, Parameters parameters) {
    this.scope = scope;
    this.fields = fields;
    this.parameters = parameters;
  }

  /** As the field shows it: rounded, and null where it has no value. */
  Stored shown(FieldPath path, ValueType type) {
    String value = worked(path).guarded();
    FieldModel field = path.field();
    if (type == ValueType.NUMBER) {
      int percent = field.type() instanceof FieldType.Percent ? 2 : 0;
      String shown = percent == 0 ? value : value + " * 100";
      int scale = ((FieldType.Numeric) field.type()).scale();
      return Stored.plain("round(" + shown + ", " + scale + ")", type, ColumnType.NUMERIC, percent);
    }
    return plain(value, type);
  }

  private static Stored plain(String value, ValueType type) {
    return switch (type) {
      case NUMBER -> Stored.plain(value, type, ColumnType.NUMERIC, 0);
      case BOOLEAN -> Stored.plain(value, type, ColumnType.BOOL, 0);
      case DATE, DATETIME -> Stored.plain(value, type, ColumnType.TIME, 0);
      case TIME -> Stored.plain("(" + value + ")::bigint", type, ColumnType.LONG, 0);
      case TEXT, PICKLIST, MULTI_PICKLIST, REFERENCE, LOCATION, OPAQUE, NULL ->
          Stored.plain(value, type, ColumnType.TEXT, 0);
    };
  }

  private Worked worked(FieldPath path) {
    String name = path.text();
    Worked known = worked.get(name);
    if (known == null) {
      known = work(path);
      worked.put(name, known);
    }
    return known;
  }

  private Worked work(FieldPath path) {
    Formulas.Typed typed = Formulas.of(scope.model()).typed(path.owner(), path.field());
    var sql =
        new ExpressionSql(
            new Inside(path),
            parameters,
            SqlZone.name(scope.model().settings().timeZone()),
            typed.blanks());
    Expression folded = new Folding(scope).fold(typed.tree());
    return new Worked(sql.value(folded), sql.failure(folded));
  }

  /** What names in a formula stand for, seen from where the statement is. */
  private final class Inside implements ExpressionSql.Resolver {
    private final FieldPath formula;

    Inside(FieldPath formula) {
      this.formula = formula;
    }

    @Override
    public Stored resolve(Binding binding, ValueType type) {
      FieldPath path = path(binding);
      return path.field().isComputed()
          ? plain(worked(path).value(), type)
          : fields.stored(path, type);
    }

    @Override
    public @Nullable String failure(Binding binding) {
      FieldPath path = path(binding);
      return path.field().isComputed() ? worked(path).failure() : null;
    }

    private FieldPath path(Binding binding) {
      return switch (binding) {
        case Binding.OfField(FieldPath path) -> path.after(formula.steps());
        case Binding.OfColumn _, Binding.OfGlobal _, Binding.OfSlot _, Binding.OfLookup _ ->
            throw new IllegalStateException("not a field: " + binding.text());
      };
    }
  }
}
