package dev.trellis.metadata.change.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks for something that leads to itself. */
final class Circle {
  private Circle() {}

  /** A shortest way from where it starts back there, both ends included. */
  static <T> Optional<List<T>> from(T start, Function<T, ? extends Collection<T>> next) {
    var cameFrom = new HashMap<T, T>();
    var open = new ArrayDeque<T>(List.of(start));
    while (!open.isEmpty()) {
      T at = open.removeFirst();
      for (T reached : next.apply(at)) {
        if (reached.equals(start)) {
          return Optional.of(way(start, at, cameFrom));
        }
        if (cameFrom.putIfAbsent(reached, at) == null) {
          open.add(reached);
        }
      }
    }
    return Optional.empty();
  }

  private static <T> List<T> way(T start, T last, HashMap<T, T> cameFrom) {
    var way = new ArrayList<T>(List.of(start));
    for (T at = last; !at.equals(start); at = cameFrom.get(at)) {
      way.add(at);
    }
    way.add(start);
    return way.reversed();
  }
}
