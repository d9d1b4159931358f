package dev.trellis.metadata.catalog;

import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.ObjectStorage;
import dev.trellis.metadata.storage.RecordTypeStorage;
import dev.trellis.sdk.component.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tenant's metadata as it is stored, at one revision: documents, and where values live. What
 * change sets start from and models are compiled from.
 *
 * @param documents live components, by kind and name
 * @param objects storage of objects, the deleted ones too
 * @param fields storage of fields, the deleted ones too
 * @param recordTypes numbers of record types, the deleted ones too
 */
public record CatalogSnapshot(
    TenantSettings settings,
    long revision,
    NavigableMap<ComponentKey, ComponentDocument> documents,
    List<ObjectStorage> objects,
    List<FieldStorage> fields,
    List<RecordTypeStorage> recordTypes) {
  /** How long deleted fields and objects can be brought back with what they held. */
  public static final Duration KEPT = Duration.ofDays(30);

  public CatalogSnapshot {
    documents = Collections.unmodifiableNavigableMap(new TreeMap<>(documents));
    objects = List.copyOf(objects);
    fields = List.copyOf(fields);
    recordTypes = List.copyOf(recordTypes);
  }

  public static CatalogSnapshot of(
      TenantSettings settings,
      long revision,
      Collection<ComponentDocument> documents,
      List<ObjectStorage> objects,
      List<FieldStorage> fields,
      List<RecordTypeStorage> recordTypes) {
    var byKey = new TreeMap<ComponentKey, ComponentDocument>();
    documents.forEach(document -> byKey.put(document.key(), document));
    return new CatalogSnapshot(settings, revision, byKey, objects, fields, recordTypes);
  }

  public static CatalogSnapshot empty(TenantSettings settings) {
    return of(settings, 0, List.of(), List.of(), List.of(), List.of());
  }

  public Optional<ComponentDocument> find(ComponentKey key) {
    return Optional.ofNullable(documents.get(key));
  }

  public boolean has(ComponentKey key) {
    return documents.containsKey(key);
  }

  /** The components of a kind, by name. */
  public Collection<ComponentDocument> ofKind(Kind kind) {
    return documents
        .subMap(new ComponentKey(kind, ""), true, new ComponentKey(kind, "\uffff"), false)
        .values();
  }

  /** The components of a kind that belong to an object, by name. */
  public Collection<ComponentDocument> ofObject(Kind kind, String object) {
    return documents
        .subMap(
            new ComponentKey(kind, object + "."), true, new ComponentKey(kind, object + "/"), false)
        .values();
  }

  public Optional<ObjectStorage> liveObject(String name) {
    return objects.stream()
        .filter(object -> object.isLive() && object.name().equals(name))
        .findFirst();
  }

  public List<FieldStorage> fieldsOf(int objectId) {
    return fields.stream().filter(field -> field.objectId() == objectId).toList();
  }

  public Optional<FieldStorage> liveField(int objectId, String name) {
    return fields.stream()
        .filter(
            field -> field.objectId() == objectId && field.isLive() && field.name().equals(name))
        .findFirst();
  }
}
