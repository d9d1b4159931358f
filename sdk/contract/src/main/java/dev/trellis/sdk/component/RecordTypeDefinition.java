package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A variant of an object with its own picklist values and layout.
 *
 * @param active inactive types are not offered for new records
 * @param isDefault taken when a new record names none
 * @param picklists for a picklist field (by its local name) the values that records of this type
 *     may take
 * @param layout local name of the layout that shows such records
 */
public record RecordTypeDefinition(
    String name,
    Label label,
    @Nullable Label description,
    @Nullable Boolean active,
    @JsonProperty("default") @Nullable Boolean isDefault,
    Map<String, List<String>> picklists,
    @Nullable String layout)
    implements Component {
  public RecordTypeDefinition {
    picklists =
        picklists == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(picklists));
  }

  @Override
  public Kind kind() {
    return Kind.RECORD_TYPE;
  }

  public boolean isActive() {
    return active == null || active;
  }
}
