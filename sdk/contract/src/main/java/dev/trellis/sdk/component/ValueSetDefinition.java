package dev.trellis.sdk.component;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of values that several picklists share. */
public record ValueSetDefinition(
    String name, Label label, @Nullable Label description, List<PicklistValue> values)
    implements Component {
  public ValueSetDefinition {
    values = values == null ? List.of() : List.copyOf(values);
  }

  @Override
  public Kind kind() {
    return Kind.VALUE_SET;
  }
}
