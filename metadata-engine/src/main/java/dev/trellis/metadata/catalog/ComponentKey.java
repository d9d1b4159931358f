package dev.trellis.metadata.catalog;

import dev.trellis.sdk.component.Component;
import dev.trellis.sdk.component.Kind;
import java.util.Comparator;

/** What tells components of a tenant apart. */
public record ComponentKey(Kind kind, String name) implements Comparable<ComponentKey> {
  private static final Comparator<ComponentKey> ORDER =
      Comparator.comparing(ComponentKey::kind).thenComparing(ComponentKey::name);

  public static ComponentKey of(Component component) {
    return new ComponentKey(component.kind(), component.name());
  }

  public static ComponentKey object(String name) {
    return new ComponentKey(Kind.OBJECT, name);
  }

  public static ComponentKey field(String object, String name) {
    return new ComponentKey(Kind.FIELD, object + "." + name);
  }

  /** The object that it belongs to; empty for kinds that belong to none. */
  public String objectName() {
    int dot = name.indexOf('.');
    return kind.isOfObject() && dot > 0 ? name.substring(0, dot) : "";
  }

  /** The name within the object, or the whole name. */
  public String localName() {
    return name.substring(name.indexOf('.') + 1);
  }

  @Override
  public int compareTo(ComponentKey other) {
    return ORDER.compare(this, other);
  }

  /** {@code field deal.amount}: how messages and lists of users name it. */
  @Override
  public String toString() {
    return kind.wire() + " " + name;
  }
}
