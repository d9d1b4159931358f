package dev.trellis.runtime.file.store;

/** The store has nothing at a location. */
public final class ContentMissing extends RuntimeException {
  ContentMissing(String location, Throwable cause) {
    super("no content at " + location, cause);
  }
}
