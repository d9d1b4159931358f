package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.formula.Linked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a list and the shape of its records. The record's id always comes, and so do those
 * of records on the way.
 */
final class SelectList {
  private final QueryScope scope;
  private final Source source;
  private final FieldSql fields;
  private final List<String> columns = new ArrayList<>();
  private final Map<String, Integer> inputs = new HashMap<>();
  private final List<FieldPath> computed = new ArrayList<>();
  private @Nullable ComputedRow computedRow;
  private final Output.Tree root = new Output.Tree("", -1);

  SelectList(QueryScope scope, Source source, FieldSql fields) {
    this.scope = scope;
    this.source = source;
    this.fields = fields;
  }

  void addAll(List<FieldPath> paths) {
    add("id", source.column(Source.BASE, "id"), new Reading.Id(), root);
    for (FieldPath path : paths) {
      add(path);
    }
    addInputs();
  }

  private void add(FieldPath path) {
    Output.Tree tree = root;
    for (int i = 0; i < path.steps().size(); i++) {
      tree = step(path, i, tree);
    }
    if (path.part() != null) {
      // A part stands in an object of its own, which is there even when all its parts are blank.
      Output.Tree whole = tree.branch(path.field().name());
      tree = whole == null ? tree.grow(path.field().name(), 0) : whole;
      add(path.part(), fields.select(path), FieldSql.reading(path), tree);
    } else if (path.field().isComputed()) {
      addComputed(path, tree);
    } else if (!tree.has(path.field().name())) {
      add(path.field().name(), fields.select(path), FieldSql.reading(path), tree);
    }
  }

  private Output.Tree step(FieldPath path, int index, Output.Tree tree) {
    FieldPath.Step step = path.steps().get(index);
    Output.Tree existing = tree.branch(step.name());
    if (existing != null) {
      return existing;
    }
    var way =
        new FieldPath(
            path.steps().subList(0, index + 1),
            step.targets(),
            step.targets().getFirst().require("id"),
            null);
    Output.Tree grown = tree.grow(step.name(), columns.size());
    add("id", idSql(way), new Reading.Id(), grown);
    return grown;
  }

  private String idSql(FieldPath way) {
    var ids = new ArrayList<String>();
    for (ObjectModel owner : way.owners()) {
      ids.add(source.column(source.alias(way, owner), "id"));
    }
    return ids.size() == 1 ? ids.getFirst() : "coalesce(" + String.join(", ", ids) + ")";
  }

  private void add(String name, String sql, Reading reading, Output.Tree tree) {
    if (tree.has(name)) {
      return;
    }
    tree.add(new Output.Value(name, columns.size(), reading));
    columns.add(sql);
  }

  /** What formula fields read comes along, and their values are worked out from that. */
  private void addComputed(FieldPath path, Output.Tree tree) {
    String name = path.field().name();
    if (!tree.has(name)) {
      tree.add(
          new Output.Value(
              name,
              -1,
              new Reading.Computed(
                  path.field(), computed.size(), () -> Objects.requireNonNull(computedRow))));
      computed.add(path);
    }
  }

  private void addInputs() {
    if (computed.isEmpty()) {
      return;
    }
    Linked linked = Formulas.of(scope.model()).fields(source.object(), computed);
    var read = new ArrayList<ComputedRow.Input>();
    for (FieldPath input : linked.inputs()) {
      read.add(
          new ComputedRow.Input(input, FieldSql.reading(input), inputColumn(fields.select(input))));
    }
    computedRow = new ComputedRow(linked, read, scope.surroundings());
  }

  /** A column that is in the answer anyway is not read twice. */
  private int inputColumn(String sql) {
    return inputs.computeIfAbsent(
        sql,
        _ -> {
          int known = columns.indexOf(sql);
          return known < 0 ? addHidden(sql) : known;
        });
  }

  /** A column that is not part of the record. */
  int addHidden(String sql) {
    columns.add(sql);
    return columns.size() - 1;
  }

  String sql() {
    return String.join(", ", columns);
  }

  int size() {
    return columns.size();
  }

  List<Output> output() {
    return root.members();
  }
}
