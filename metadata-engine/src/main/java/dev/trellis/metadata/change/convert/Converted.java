package dev.trellis.metadata.change.convert;

import dev.trellis.sdk.error.Violation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a value. */
public sealed interface Converted {
  /** A value of the field's new type. */
  record Done(@Nullable Object value) implements Converted {}

  /** It does not convert; the violation says why. */
  record Failed(Violation violation) implements Converted {}

  /** It names a record, which is still to be found: exactly one must have this name. */
  record RecordNamed(String name) implements Converted {}

  /** It is a record, whose name is still to be read. */
  record NameOfRecord(@Nullable Integer objectId, UUID id) implements Converted {}

  /** It is a record, which must be in one of the objects that the field may point to now. */
  record RecordWithId(@Nullable Integer objectId, UUID id) implements Converted {}
}
