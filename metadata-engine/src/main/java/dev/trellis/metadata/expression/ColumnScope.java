package dev.trellis.metadata.expression;

import java.util.Locale;
import java.util.Map;

/** Named columns: those of a grouped query, for {@code having}, or fields that need not exist. */
record ColumnScope(Map<String, ValueType> columns, boolean hasPrior) implements Scope {
  @Override
  public Expression resolve(Syntax.Path path) {
    String name = path.text().toLowerCase(Locale.ROOT);
    ValueType type = columns.get(name);
    if (type == null && (name.startsWith("$system.") || Globals.isRefused(path))) {
      return Globals.common(path);
    }
    if (type == null) {
      throw ExpressionException.at(path.at(), "unknown_result_column", "name", path.text());
    }
    return new Expression.Reference(new Binding.OfColumn(name), type, path.at());
  }
}
