package dev.trellis.metadata.postgres;

/**
 * The model or the caller that a transaction was begun with is no longer the current one. Nothing
 * was written; begin again.
 */
public final class StaleSnapshotException extends RuntimeException {
  private final Counters current;

  StaleSnapshotException(Counters current) {
    super("metadata or security changed", null, false, false);
    this.current = current;
  }

  public Counters current() {
    return current;
  }
}
