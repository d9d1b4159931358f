package dev.trellis.metadata.query;

import java.util.ArrayList;
import java.util.List;

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
    private final List<Object> members = new ArrayList<>();

    Tree(String name, int id) {
      this.name = name;
      this.id = id;
    }

    void add(Value value) {
      members.removeIf(member -> member instanceof Value old && old.name().equals(value.name()));
      if (branch(value.name()) == null) {
        members.add(value);
      }
    }

    boolean has(String member) {
      return members.stream()
              .anyMatch(it -> it instanceof Value value && value.name().equals(member))
          || branch(member) != null;
    }

    @org.jspecify.annotations.Nullable
    Tree branch(String member) {
      for (Object it : members) {
        if (it instanceof Tree tree && tree.name.equals(member)) {
          return tree;
        }
      }
      return null;
    }

    /** A branch takes the place of the bare reference. */
    Tree grow(String member, int idColumn) {
      members.removeIf(it -> it instanceof Value old && old.name().equals(member));
      var tree = new Tree(member, idColumn);
      members.add(tree);
      return tree;
    }

    List<Output> members() {
      return members.stream()
          .map(
              it ->
                  it instanceof Tree tree
                      ? new Nested(tree.name, tree.id, tree.members())
                      : (Output) it)
          .toList();
    }
  }
}
