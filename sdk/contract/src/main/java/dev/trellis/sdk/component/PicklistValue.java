package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of a picklist.
 *
 * @param value what is stored; at most 255 characters, no {@code ;}
 * @param label what is shown; the value itself unless given
 * @param color {@code #rrggbb}
 * @param active inactive values stay on records that have them and are not offered or accepted any
 *     more
 * @param isDefault taken by new records
 * @param when the values of the controlling field under which this one is valid; empty means any
 */
public record PicklistValue(
    String value,
    @Nullable Label label,
    @Nullable String color,
    boolean active,
    boolean isDefault,
    List<String> when) {
  public PicklistValue {
    when = List.copyOf(when);
  }

  /** What people see. */
  public Label shown() {
    return label == null ? Label.of(value) : label;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static PicklistValue of(String value) {
    return new PicklistValue(value, null, null, true, false, List.of());
  }

  @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
  static PicklistValue fromJson(
      @JsonProperty("value") String value,
      @JsonProperty("label") @Nullable Label label,
      @JsonProperty("color") @Nullable String color,
      @JsonProperty("active") @Nullable Boolean active,
      @JsonProperty("default") @Nullable Boolean isDefault,
      @JsonProperty("when") @Nullable List<String> when) {
    return new PicklistValue(
        value,
        label,
        color,
        active == null || active,
        isDefault != null && isDefault,
        when == null ? List.of() : when);
  }
}
