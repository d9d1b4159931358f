package dev.trellis.metadata.catalog;

import dev.trellis.sdk.component.Component;
import dev.trellis.sdk.component.Kind;

/** What tells components of a tenant apart. */
public record ComponentKey(Kind kind, String name) implements Comparable<ComponentKey> {
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
    // Asked some thousand times for each tenant that is loaded, so not made of other comparators.
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }

  /** {@code field deal.amount}: how messages and lists of users name it. */
  @Override
  public String toString() {
    return kind.wire() + " " + name;
  }
}
