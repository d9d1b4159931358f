package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What must not be true of a record that is saved.
 *
 * @param name {@code object.rule}
 * @param active whether saves are checked; null counts as true
 * @param errorWhen a formula: the save is refused when it is true
 * @param errorField the field beside which the message is shown; null for the record as a whole
 * @param message what people read who try
 */
public record ValidationRuleDefinition(
    String name,
    @Nullable Label label,
    @Nullable Label description,
    @Nullable Boolean active,
    @JsonProperty("error_when") String errorWhen,
    @JsonProperty("field") @Nullable String errorField,
    Label message)
    implements Component {
  @Override
  public Kind kind() {
    return Kind.VALIDATION_RULE;
  }

  public boolean isActive() {
    return active == null || active;
  }
}
