package dev.trellis.metadata.catalog;

import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.ObjectStorage;
import dev.trellis.metadata.storage.RecordTypeStorage;
import dev.trellis.sdk.component.AppDefinition;
import dev.trellis.sdk.component.Component;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.component.PermissionSetDefinition;
import dev.trellis.sdk.component.TranslationDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A snapshot → the model that all requests use.
 *
 * <p>Tenants that began from the same template share the models of objects that they did not
 * change: a model holds no tenant, so it is found again by a digest of everything it was made from.
 */
public final class ModelCompiler {
  private final Interner<ObjectModel> objects = new Interner<>();
  private final Interner<Component> components = new Interner<>();
  private final Interner<TenantModel.Content> contents = new Interner<>();

  public TenantModel compile(CatalogSnapshot snapshot) {
    var weight = new Weight();
    Map<Integer, List<FieldStorage>> fields = liveFields(snapshot);
    Digest valueSets = digest(snapshot, Kind.VALUE_SET);
    var digests = new HashMap<ObjectStorage, Digest>();
    Digest.Builder all = Digest.builder();
    for (ObjectStorage object : snapshot.objects()) {
      if (snapshot.has(ComponentKey.object(object.name())) && object.isLive()) {
        Digest digest = digest(snapshot, object, of(fields, object), valueSets);
        digests.put(object, digest);
        all.add(digest);
      }
    }
    for (Kind kind : List.of(Kind.APP, Kind.PERMISSION_SET, Kind.TRANSLATION)) {
      all.add(digest(snapshot, kind));
    }
    TenantModel.Content content =
        contents.intern(
            all.build(),
            () -> {
              var compiled = new ArrayList<ObjectModel>(PlatformObjects.ALL);
              for (ObjectStorage object : snapshot.objects()) {
                Digest digest = digests.get(object);
                if (digest != null) {
                  compiled.add(
                      objects.intern(
                          digest,
                          () -> {
                            weight.addObject(documents(snapshot, object));
                            return new ObjectCompiler(snapshot, object, of(fields, object))
                                .compile();
                          }));
                }
              }
              return content(snapshot, compiled, weight);
            });
    return new TenantModel(snapshot.settings(), snapshot.revision(), content, weight.bytes());
  }

  private TenantModel.Content content(
      CatalogSnapshot snapshot, List<ObjectModel> objects, Weight weight) {
    weight.addEntries(objects.size());
    // Kept by the fields that choose from them.
    snapshot.ofKind(Kind.VALUE_SET).forEach(weight::add);
    return new TenantModel.Content(
        objects,
        relationships(objects),
        all(snapshot, Kind.APP, AppDefinition.class, weight),
        all(snapshot, Kind.PERMISSION_SET, PermissionSetDefinition.class, weight),
        all(snapshot, Kind.TRANSLATION, TranslationDefinition.class, weight));
  }

  private static Map<String, List<RelationshipModel>> relationships(List<ObjectModel> objects) {
    var byTarget = new HashMap<String, List<RelationshipModel>>();
    for (ObjectModel object : objects) {
      for (FieldModel field : object.fields()) {
        if (!field.isSystem()
            && field.type() instanceof FieldType.Reference reference
            && reference.relationship() != null) {
          for (String target : reference.to()) {
            byTarget
                .computeIfAbsent(target, _ -> new ArrayList<>())
                .add(new RelationshipModel(reference.relationship(), object, field));
          }
        }
      }
    }
    byTarget.replaceAll((_, list) -> List.copyOf(list));
    return byTarget;
  }

  private <T extends Component> List<T> all(
      CatalogSnapshot snapshot, Kind kind, Class<T> type, Weight weight) {
    return snapshot.ofKind(kind).stream()
        .map(document -> type.cast(shared(document, weight)))
        .toList();
  }

  private Component shared(ComponentDocument document, Weight weight) {
    Digest.Builder digest = Digest.builder();
    digest.add(document.text());
    return components.intern(
        digest.build(),
        () -> {
          weight.add(document);
          return document.component();
        });
  }

  private static Map<Integer, List<FieldStorage>> liveFields(CatalogSnapshot snapshot) {
    var byObject = new HashMap<Integer, List<FieldStorage>>();
    for (FieldStorage field : snapshot.fields()) {
      if (field.isLive()) {
        byObject.computeIfAbsent(field.objectId(), _ -> new ArrayList<>()).add(field);
      }
    }
    return byObject;
  }

  private static List<FieldStorage> of(
      Map<Integer, List<FieldStorage>> fields, ObjectStorage object) {
    return fields.getOrDefault(object.objectId(), List.of());
  }

  /** The object's own and those of everything that belongs to it. */
  private static List<ComponentDocument> documents(CatalogSnapshot snapshot, ObjectStorage object) {
    var documents = new ArrayList<ComponentDocument>();
    documents.add(snapshot.find(ComponentKey.object(object.name())).orElseThrow());
    for (Kind kind : Kind.values()) {
      if (kind.isOfObject()) {
        documents.addAll(snapshot.ofObject(kind, object.name()));
      }
    }
    return documents;
  }

  private static Digest digest(CatalogSnapshot snapshot, Kind kind) {
    Digest.Builder digest = Digest.builder();
    snapshot.ofKind(kind).forEach(document -> digest.add(document.text()));
    return digest.build();
  }

  private static Digest digest(
      CatalogSnapshot snapshot, ObjectStorage object, List<FieldStorage> fields, Digest valueSets) {
    Digest.Builder digest = Digest.builder();
    digest.add(object.objectId());
    digest.add(object.table(snapshot.settings().partition()).name());
    boolean usesValueSets = false;
    for (ComponentDocument document : documents(snapshot, object)) {
      digest.add(document.text());
      usesValueSets |= document.text().contains("\"value_set\"");
    }
    if (usesValueSets) {
      digest.add(valueSets);
    }
    // What a roll-up's values are is said by another object.
    snapshot.ofObject(Kind.FIELD, object.name()).stream()
        .filter(document -> document.text().contains("\"rollup\""))
        .map(document -> (FieldDefinition) document.component())
        .map(field -> RollupTypes.resolved(field, snapshot.documents()).type())
        .forEach(type -> digest.add(type.toString()));
    for (FieldStorage field : fields) {
      digest.add(field.fieldId());
      digest.add(field.name());
      digest.add(field.storage().toString());
      digest.add(Long.toString(field.valuesRevision()));
    }
    for (RecordTypeStorage type : snapshot.recordTypes()) {
      if (type.isLive() && type.objectId() == object.objectId()) {
        digest.add(type.recordTypeId());
        digest.add(type.name());
      }
    }
    return digest.build();
  }
}
