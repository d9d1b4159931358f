package dev.trellis.runtime.formula;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.Global;
import dev.trellis.metadata.formula.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Globals that formulas over named fields read without being given as fields: they stand for the
 * caller and the tenant, and are added to the fields and to each row.
 */
record CallerSamples(Set<Global> globals) {
  static CallerSamples of(List<TryOut.Column> fields, String expression) {
    Set<Global> globals = new LinkedHashSet<>(Expressions.globals(expression));
    for (TryOut.Column field : fields) {
      if (field.formula() != null) {
        globals.addAll(Expressions.globals(field.formula()));
      }
    }
    Set<String> given = fields.stream().map(TryOut.Column::key).collect(Collectors.toSet());
    globals.removeIf(global -> given.contains(global.text().toLowerCase(Locale.ROOT)));
    return new CallerSamples(globals);
  }

  List<TryOut.Column> besides(List<TryOut.Column> fields) {
    var all = new ArrayList<>(fields);
    globals.forEach(
        global -> all.add(new TryOut.Column(global.text(), global.type().wire(), null)));
    return all;
  }

  void fill(List<ObjectNode> rows, Surroundings surroundings) {
    for (Global global : globals) {
      Object value = surroundings.global(global);
      for (ObjectNode row : rows) {
        switch (value) {
          case null -> row.putNull(global.text());
          case Boolean is -> row.put(global.text(), is);
          default -> row.put(global.text(), value.toString());
        }
      }
    }
  }
}
