package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a grouped query.
 *
 * @param path the members of the answer that lead to it
 * @param alias its name inside the statement
 * @param inner what it is over the records
 * @param rowKey what its values sort by, over the records: for texts, where the value does not
 *     tell; null for others
 * @param groupKey what its values sort by, over the groups; null if by themselves
 * @param shift see {@link Stored}
 */
record GroupColumn(
    String name,
    List<String> path,
    String alias,
    boolean isGroup,
    String inner,
    @Nullable String rowKey,
    @Nullable String groupKey,
    ValueType value,
    ColumnType type,
    int shift,
    Reading reading) {
  String sql() {
    return "g." + alias;
  }

  String rowKeyAlias() {
    return alias + "k";
  }

  /**
   * @param byRowKey whether the statement has the row key, which costs time for every record
   */
  List<SortTerm> sortTerms(boolean descending, boolean byRowKey) {
    var terms = new ArrayList<SortTerm>();
    if (groupKey != null) {
      terms.add(new SortTerm(groupKey, ColumnType.INT, true, false, descending));
    } else if (rowKey != null && byRowKey) {
      terms.add(new SortTerm("g." + rowKeyAlias(), ColumnType.TEXT, true, false, descending));
    }
    terms.add(new SortTerm(sql(), type, true, false, descending));
    return terms;
  }

  void addTo(Output.Tree root, int column) {
    Output.Tree tree = root;
    for (String step : path.subList(0, path.size() - 1)) {
      Output.Tree branch = tree.branch(step);
      tree = branch == null ? tree.grow(step, -1) : branch;
    }
    tree.add(new Output.Value(path.getLast(), column, reading));
  }
}
