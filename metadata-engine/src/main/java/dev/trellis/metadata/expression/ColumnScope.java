package dev.trellis.metadata.expression;

import java.util.Locale;
import java.util.Map;

/**
 * Named columns: those of a grouped query, for {@code having}, or fields that need not exist.
 *
 * @param unknown the code of what is said about any other name
 */
record ColumnScope(Map<String, ValueType> columns, boolean hasPrior, String unknown)
    implements Scope {
  @Override
  public Expression resolve(Syntax.Path path) {
    String name = path.text().toLowerCase(Locale.ROOT);
    ValueType type = columns.get(name);
    if (type == null && (name.startsWith("$system.") || Globals.isRefused(path))) {
      return Globals.common(path);
    }
    if (type == null) {
      throw ExpressionException.unknown(
          path.at(), unknown, path.text(), Nearest.to(path.text(), columns.keySet()));
    }
    return new Expression.Reference(new Binding.OfColumn(name), type, path.at());
  }
}
