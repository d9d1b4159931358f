package dev.trellis.sdk.component;

/**
 * Anything that an administrator or an app defines. The document is the truth; these types are what
 * the engine reads from it. Adding a kind: follow the compile errors from here.
 */
public sealed interface Component
    permits ObjectDefinition,
        FieldDefinition,
        RecordTypeDefinition,
        ValidationRuleDefinition,
        ValueSetDefinition,
        LayoutDefinition,
        ListViewDefinition,
        AppDefinition,
        PermissionSetDefinition,
        DuplicateRuleDefinition,
        SharingRuleDefinition,
        TranslationDefinition {
  Kind kind();

  /** The full name, {@code object.name} for kinds that belong to an object. */
  String name();

  /** The object that a component of an object belongs to; empty for other kinds. */
  default String objectName() {
    int dot = name().indexOf('.');
    return kind().isOfObject() && dot > 0 ? name().substring(0, dot) : "";
  }

  /** The name within the object, or the whole name. */
  default String localName() {
    return name().substring(name().indexOf('.') + 1);
  }
}
