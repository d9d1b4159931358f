package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who sees the records of an object beside their owners, when nothing else grants it. */
public enum Sharing {
  /** Nobody. */
  @JsonProperty("private")
  PRIVATE,
  /** Everybody may read them. */
  @JsonProperty("read")
  READ,
  /** Everybody may read and change them. */
  @JsonProperty("read_write")
  READ_WRITE,
  /** Whoever sees the record that they belong to, the same as that. */
  @JsonProperty("by_parent")
  BY_PARENT
}
