package dev.trellis.metadata.expression;

import java.util.Arrays;
import java.util.Optional;

/** Something of the caller or the tenant that is no field of a record. */
public sealed interface Global {
  /** The canonical name: {@code $User.Id}. */
  String text();

  ValueType type();

  /** Whether the caller has a system permission or holds a permission set. */
  record Permission(String name) implements Global {
    static final String PREFIX = "$permission";

    @Override
    public String text() {
      return "$Permission." + name;
    }

    @Override
    public ValueType type() {
      return ValueType.BOOLEAN;
    }
  }

  /** A text of the tenant's own, in the caller's language. */
  record Label(String name) implements Global {
    static final String PREFIX = "$label";

    @Override
    public String text() {
      return "$Label." + name;
    }

    @Override
    public ValueType type() {
      return ValueType.TEXT;
    }
  }

  /** Fields of the caller's user, and what the tenant chose. */
  enum Known implements Global {
    USER_ID("$User.Id", ValueType.REFERENCE),
    USER_NAME("$User.Name", ValueType.TEXT),
    USER_USERNAME("$User.Username", ValueType.TEXT),
    USER_EMAIL("$User.Email", ValueType.TEXT),
    /** The address, which is what people know the tenant by; its number is nobody's business. */
    ORGANIZATION_ID("$Organization.Id", ValueType.TEXT),
    ORGANIZATION_NAME("$Organization.Name", ValueType.TEXT),
    ORGANIZATION_TIME_ZONE("$Organization.TimeZone", ValueType.TEXT),
    ORGANIZATION_LOCALE("$Organization.Locale", ValueType.TEXT),
    ORGANIZATION_CURRENCY("$Organization.Currency", ValueType.TEXT);

    private final String text;
    private final ValueType type;

    Known(String text, ValueType type) {
      this.text = text;
      this.type = type;
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public ValueType type() {
      return type;
    }

    static Optional<Known> named(String text) {
      return Arrays.stream(values()).filter(it -> it.text.equalsIgnoreCase(text)).findFirst();
    }
  }
}
