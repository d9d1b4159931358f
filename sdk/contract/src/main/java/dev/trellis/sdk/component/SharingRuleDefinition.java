package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens records of an object to people who would not see them otherwise.
 *
 * @param active whether it grants anything; null counts as true
 * @param ownedBy only records that one of these owns; empty for whoever owns them
 * @param criteria a formula: only records for which it is true; null for all
 * @param sharedWith to whom
 * @param access {@code read}, or {@code edit} which includes it
 */
public record SharingRuleDefinition(
    String name,
    @Nullable Label label,
    @Nullable Label description,
    @Nullable Boolean active,
    @JsonProperty("owned_by") List<Grantee> ownedBy,
    @Nullable String criteria,
    @JsonProperty("shared_with") List<Grantee> sharedWith,
    String access)
    implements Component {
  public SharingRuleDefinition {
    ownedBy = ownedBy == null ? List.of() : List.copyOf(ownedBy);
    sharedWith = sharedWith == null ? List.of() : List.copyOf(sharedWith);
    access = access == null ? "read" : access;
  }

  @Override
  public Kind kind() {
    return Kind.SHARING_RULE;
  }

  public boolean isActive() {
    return active == null || active;
  }

  public boolean letsEdit() {
    return access.equals("edit");
  }
}
