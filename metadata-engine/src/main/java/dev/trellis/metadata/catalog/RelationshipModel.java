package dev.trellis.metadata.catalog;

/**
 * A reference seen from the record it points to.
 *
 * @param name reverse name, unique among the relationships of the target
 * @param from the referring object
 * @param field the reference field of {@code from}
 */
public record RelationshipModel(String name, ObjectModel from, FieldModel field) {}
