package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;

/**
 * Some of a tenant's people, as documents name them: <code>{"role": "Sales"}</code>.
 *
 * @param name of the user, role or team; for everyone, {@code true}
 */
public record Grantee(Type type, String name) {
  /** How they are named. */
  public enum Type {
    /** By user name. */
    USER,
    /** Who has the role. */
    ROLE,
    /** Who has the role or one below it. */
    ROLE_AND_BELOW,
    /** The members of a team. */
    TEAM,
    EVERYONE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Grantee of(Map<String, Object> document) {
    Map.Entry<String, Object> only = document.entrySet().iterator().next();
    return new Grantee(
        Type.valueOf(only.getKey().toUpperCase(Locale.ROOT)), String.valueOf(only.getValue()));
  }

  @JsonValue
  Map<String, Object> document() {
    return Map.of(type.wire(), type == Type.EVERYONE ? Boolean.TRUE : name);
  }
}
