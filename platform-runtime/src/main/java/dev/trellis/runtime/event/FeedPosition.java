package dev.trellis.runtime.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A place in a tenant's change feed: a transaction, and a place in it. */
public record FeedPosition(long xact, long position) implements Comparable<FeedPosition> {
  private static final FeedPosition START = new FeedPosition(0, 0);

  /** Behind everything that a transaction wrote. */
  public static FeedPosition endOf(long xact) {
    return new FeedPosition(xact, Long.MAX_VALUE);
  }

  /** Nothing is the start; empty when the text is no position. */
  public static Optional<FeedPosition> parse(@Nullable String text) {
    if (text == null || text.isBlank() || text.equals("0")) {
      return Optional.of(START);
    }
    String[] parts = text.split("-", -1);
    try {
      return Optional.of(
          new FeedPosition(
              Long.parseLong(parts[0]), parts.length > 1 ? Long.parseLong(parts[1]) : 0));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(FeedPosition other) {
    int byXact = Long.compare(xact, other.xact);
    return byXact != 0 ? byXact : Long.compare(position, other.position);
  }

  @Override
  public String toString() {
    return xact + "-" + position;
  }
}
