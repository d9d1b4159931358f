package dev.trellis.sdk.component;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a picklist takes its values from.
 *
 * @param values the field's own values, empty when {@code valueSet} is given
 * @param valueSet a shared list
 * @param restricted only listed, active values are accepted (the default)
 * @param controlledBy another picklist of the object that decides which values are offered and
 *     accepted
 */
public record PicklistSource(
    List<PicklistValue> values,
    @Nullable String valueSet,
    boolean restricted,
    @Nullable String controlledBy) {
  public PicklistSource {
    values = List.copyOf(values);
  }
}
