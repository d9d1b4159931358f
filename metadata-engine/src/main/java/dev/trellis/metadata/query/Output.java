package dev.trellis.metadata.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member of a record in the answer: {@code name,account.name} becomes {@code {name, account: {id,
 * name}}}.
 */
public sealed interface Output {
  String name();

  /**
   * @param column position in the row
   */
  record Value(String name, int column, Reading reading) implements Output {}

  /**
   * A referred record; null in the answer where the row has no id for it.
   *
   * @param id position of an id in the row that is null where there is no such record; -1 if it is
   *     always there
   */
  record Nested(String name, int id, List<Output> members) implements Output {
    public Nested {
      members = List.copyOf(members);
    }
  }

  /** Collects values by path and nests them, in the order of first mention. */
  final class Tree {
    private final String name;
    private final int id;
    private final Map<String, Object> members = new LinkedHashMap<>();

    Tree(String name, int id) {
      this.name = name;
      this.id = id;
    }

    void add(Value value) {
      members.put(value.name(), value);
    }

    boolean has(String member) {
      return members.containsKey(member);
    }

    @Nullable Tree branch(String member) {
      return members.get(member) instanceof Tree tree ? tree : null;
    }

    /** A branch takes the place of the bare reference. */
    Tree grow(String member, int idColumn) {
      var tree = new Tree(member, idColumn);
      members.put(member, tree);
      return tree;
    }

    List<Output> members() {
      var outputs = new ArrayList<Output>(members.size());
      for (Object member : members.values()) {
        outputs.add(
            member instanceof Tree tree
                ? new Nested(tree.name, tree.id, tree.members())
                : (Output) member);
      }
      return outputs;
    }
  }
}
