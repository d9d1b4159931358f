package dev.trellis.metadata.catalog;

import dev.trellis.metadata.schema.ComponentReader;
import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.ObjectStorage;
import dev.trellis.metadata.storage.RecordTypeStorage;
import dev.trellis.metadata.storage.Shape;
import dev.trellis.metadata.storage.SlotAllocator;
import dev.trellis.sdk.component.FieldDefinition;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Snapshots for tests, written as documents with single quotes. */
public final class Snapshots {
  private final List<ComponentDocument> documents = new ArrayList<>();
  private final List<ObjectStorage> objects = new ArrayList<>();
  private final List<FieldStorage> fields = new ArrayList<>();
  private final List<RecordTypeStorage> recordTypes = new ArrayList<>();

  public static TenantSettings settings(int tenantId, int partition) {
    return new TenantSettings(
        tenantId, "acme", "Acme", "en", ZoneId.of("Asia/Shanghai"), "CNY", partition);
  }

  public static Snapshots snapshot() {
    return new Snapshots();
  }

  public Snapshots object(String name) {
    return with("{'kind':'object','name':'" + name + "','label':'" + name + "'}");
  }

  public Snapshots field(String name, String properties) {
    return with("{'kind':'field','name':'" + name + "','label':'x'," + properties + "}");
  }

  public Snapshots with(String json) {
    ComponentDocument document =
        ComponentDocument.of(ComponentReader.parse(json.replace('\'', '"')));
    documents.add(document);
    ComponentKey key = document.key();
    switch (key.kind()) {
      case OBJECT -> objects.add(ObjectStorage.create(objects.size() + 1, key.name()));
      case FIELD -> {
        var definition = (FieldDefinition) document.component();
        if (!key.localName().equals(SystemFields.NAME)) {
          int objectId = objectId(key.objectName());
          int fieldId = (int) fields.stream().filter(f -> f.objectId() == objectId).count() + 1;
          Shape shape = Shape.of(definition);
          var storage =
              SlotAllocator.allocate(
                  shape,
                  fieldId,
                  SlotAllocator.occupied(
                      fields.stream().filter(f -> f.objectId() == objectId).toList()));
          fields.add(
              new FieldStorage(
                  objectId, fieldId, key.localName(), storage, shape.scale(), null, false));
        }
      }
      case RECORD_TYPE ->
          recordTypes.add(
              new RecordTypeStorage(
                  objectId(key.objectName()), recordTypes.size() + 1, key.localName(), null));
      default -> {}
    }
    return this;
  }

  public CatalogSnapshot build() {
    return build(7, 3);
  }

  public CatalogSnapshot build(int tenantId, int partition) {
    return CatalogSnapshot.of(
        settings(tenantId, partition), 5, documents, objects, fields, recordTypes);
  }

  private int objectId(String name) {
    return objects.stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow().objectId();
  }
}
