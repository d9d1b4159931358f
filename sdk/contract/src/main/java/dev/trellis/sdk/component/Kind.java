package dev.trellis.sdk.component;

import java.util.Locale;
import java.util.Optional;

/** The kinds of component. The lower-case name is the {@code kind} of the document. */
public enum Kind {
  OBJECT(false),
  FIELD(true),
  RECORD_TYPE(true),
  VALIDATION_RULE(true),
  VALUE_SET(false),
  LAYOUT(true),
  LIST_VIEW(true),
  APP(false),
  PERMISSION_SET(false),
  DUPLICATE_RULE(true),
  SHARING_RULE(true),
  TRANSLATION(false);

  private final boolean ofObject;

  Kind(boolean ofObject) {
    this.ofObject = ofObject;
  }

  /** Whether components of this kind belong to an object and are named {@code object.name}. */
  public boolean isOfObject() {
    return ofObject;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Kind> find(String wire) {
    for (Kind kind : values()) {
      if (kind.wire().equals(wire)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
