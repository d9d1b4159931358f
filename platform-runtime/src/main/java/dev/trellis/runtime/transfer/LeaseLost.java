package dev.trellis.runtime.transfer;

/** Another node carries on with the import; this one must not touch it any more. */
final class LeaseLost extends RuntimeException {
  LeaseLost() {
    super("another node has the import", null, false, false);
  }
}
