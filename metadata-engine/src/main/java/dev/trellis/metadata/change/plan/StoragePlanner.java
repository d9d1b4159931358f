package dev.trellis.metadata.change.plan;

import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.RollupTypes;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.change.Draft;
import dev.trellis.metadata.change.convert.Conversions;
import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.ObjectStorage;
import dev.trellis.metadata.storage.RecordTypeStorage;
import dev.trellis.metadata.storage.Shape;
import dev.trellis.metadata.storage.SlotAllocator;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the objects, fields and record types of a draft live: numbers, tables, slots. */
final class StoragePlanner {
  private final Draft draft;
  private final Instant now;
  private final Set<String> deferredIndexes;
  private final Map<String, ObjectStorage> liveObjects = new HashMap<>();
  private final Map<Integer, List<FieldStorage>> fieldsOf = new HashMap<>();
  private final Map<Integer, ObjectStorage> objects = new LinkedHashMap<>();
  private final Map<Integer, ObjectStorage> changedObjects = new LinkedHashMap<>();
  private final List<FieldStorage> changedFields = new ArrayList<>();
  private final List<RecordTypeStorage> recordTypes;
  private final List<RecordTypeStorage> changedRecordTypes = new ArrayList<>();
  private final List<Violation> warnings = new ArrayList<>();

  /**
   * @param deferredIndexes fields, as {@code object.field}, whose new index a job will fill
   */
  StoragePlanner(Draft draft, Instant now, Set<String> deferredIndexes) {
    this.draft = draft;
    this.now = now;
    this.deferredIndexes = deferredIndexes;
    CatalogSnapshot before = draft.before();
    for (ObjectStorage object : before.objects()) {
      put(object);
    }
    before
        .fields()
        .forEach(
            field -> fieldsOf.computeIfAbsent(field.objectId(), _ -> new ArrayList<>()).add(field));
    this.recordTypes = new ArrayList<>(before.recordTypes());
  }

  void plan() {
    draft.deleted().forEach(this::delete);
    // Objects first: fields may come before their object in the request.
    draft.written().keySet().stream()
        .filter(key -> key.kind() == Kind.OBJECT)
        .forEach(key -> createObject(key.name()));
    for (ComponentDocument document : draft.written().values()) {
      ComponentKey key = document.key();
      if (key.kind() == Kind.FIELD && !key.localName().equals(SystemFields.NAME)) {
        place(key, (FieldDefinition) document.component());
      } else if (key.kind() == Kind.RECORD_TYPE) {
        number(key);
      }
    }
  }

  private void delete(ComponentKey key) {
    switch (key.kind()) {
      case OBJECT -> live(key.name()).ifPresent(object -> change(object.deleted(now)));
      case FIELD ->
          draft
              .before()
              .liveObject(key.objectName())
              .flatMap(object -> liveField(object.objectId(), key.localName()))
              .ifPresent(field -> replace(field, field.deleted(now)));
      case RECORD_TYPE ->
          draft
              .before()
              .liveObject(key.objectName())
              .flatMap(object -> recordType(object.objectId(), key.localName(), true))
              .ifPresent(type -> change(type.deleted(now)));
      case VALIDATION_RULE,
          VALUE_SET,
          LAYOUT,
          LIST_VIEW,
          APP,
          PERMISSION_SET,
          DUPLICATE_RULE,
          SHARING_RULE,
          TRANSLATION -> {}
    }
  }

  private void createObject(String name) {
    if (live(name).isPresent()) {
      return;
    }
    Optional<ObjectStorage> earlier =
        draft.changeSet().isRestore()
            ? objects.values().stream()
                .filter(object -> object.name().equals(name) && !object.isWiped())
                .filter(object -> isKept(object.deletedAt()))
                .max(Comparator.comparing(ObjectStorage::deletedAt))
            : Optional.empty();
    change(
        earlier
            .map(ObjectStorage::revived)
            .orElseGet(() -> ObjectStorage.create(nextObjectId(), name)));
  }

  private int nextObjectId() {
    return objects.keySet().stream().mapToInt(id -> id).max().orElse(0) + 1;
  }

  private void place(ComponentKey key, FieldDefinition definition) {
    Optional<ObjectStorage> object = live(key.objectName());
    if (object.isEmpty()) {
      return; // refused by OwnersAreThere
    }
    int objectId = object.get().objectId();
    Shape shape = Shape.of(RollupTypes.resolved(definition, draft.documents()));
    Optional<FieldStorage> live = liveField(objectId, key.localName());
    if (live.isPresent()) {
      adapt(key, live.get(), shape);
      noteNewValues(key, definition);
      return;
    }
    Optional<FieldStorage> earlier = earlier(objectId, key.localName(), shape);
    if (earlier.isPresent()) {
      // Records that were saved meanwhile lost their words of it.
      replace(earlier.get(), earlier.get().revived().withValuesOf(revision()));
      return;
    }
    int fieldId = nextFieldId(objectId);
    Storage storage = SlotAllocator.allocate(shape, fieldId, occupied(objectId));
    warn(key, shape, storage);
    add(new FieldStorage(objectId, fieldId, key.localName(), storage, shape.scale(), null, false));
  }

  private Optional<FieldStorage> earlier(int objectId, String name, Shape shape) {
    if (!draft.changeSet().isRestore()) {
      return Optional.empty();
    }
    return fields(objectId).stream()
        .filter(field -> !field.isLive() && !field.isWiped() && field.name().equals(name))
        .filter(field -> isKept(field.deletedAt()) && shape.isHeldBy(field))
        .max(Comparator.comparing(FieldStorage::deletedAt));
  }

  private boolean isKept(@Nullable Instant deletedAt) {
    return deletedAt != null && deletedAt.plus(CatalogSnapshot.KEPT).isAfter(now);
  }

  /** A field that has values keeps their place, or moves to one that holds the new ones. */
  private void adapt(ComponentKey key, FieldStorage field, Shape shape) {
    int objectId = field.objectId();
    if (shape.isComputed() && field.storage() instanceof Storage.Computed) {
      replace(field, field.with(new Storage.Computed(shape.type()), shape.scale()));
      return;
    }
    boolean fits =
        shape.isHeldBy(field) && (shape.isInline() || field.storage() instanceof Storage.Overflow);
    if (!fits) {
      Storage storage = SlotAllocator.allocate(shape, field.fieldId(), occupied(objectId));
      warn(key, shape, storage);
      move(field, field.with(storage, shape.scale()));
      return;
    }
    if (!shape.wantsIndex() || !(field.storage() instanceof Storage.Column column)) {
      return;
    }
    if (column.indexed() == null) {
      addIndex(key, field, column, shape);
    }
  }

  private void noteNewValues(ComponentKey key, FieldDefinition definition) {
    if (definition.calculation() != null) {
      return;
    }
    draft
        .before()
        .find(key)
        .map(document -> (FieldDefinition) document.component())
        .filter(
            old ->
                Conversions.isNeeded(old, definition)
                    || !Objects.equals(old.searchable(), definition.searchable()))
        .flatMap(_ -> live(key.objectName()))
        .flatMap(object -> liveField(object.objectId(), key.localName()))
        .ifPresent(field -> replace(field, field.withValuesOf(revision())));
  }

  private long revision() {
    return draft.before().revision() + 1;
  }

  private void addIndex(ComponentKey key, FieldStorage field, Storage.Column column, Shape shape) {
    Optional<String> slot = SlotAllocator.index(shape.type(), occupied(field.objectId()));
    if (slot.isEmpty()) {
      warn(key, shape, column);
      return;
    }
    if (deferredIndexes.contains(key.name())) {
      replace(
          field,
          field.with(
              new Storage.Column(column.column(), column.type(), slot.get(), false),
              field.scale()));
    } else if (SlotAllocator.indexHoldsValue(column.type())) {
      move(
          field,
          field.with(
              new Storage.Column(slot.get(), column.type(), slot.get(), true), field.scale()));
    } else {
      replace(
          field,
          field.with(
              new Storage.Column(column.column(), column.type(), slot.get(), true), field.scale()));
    }
  }

  private void warn(ComponentKey key, Shape shape, Storage storage) {
    String pointer = draft.pointer(key);
    if (shape.isInline() && storage instanceof Storage.Overflow) {
      warnings.add(Violation.of(pointer, "no_slot_left", "field", key.name()));
    } else if (shape.wantsIndex()
        && !(storage instanceof Storage.Column column && column.indexed() != null)) {
      warnings.add(Violation.of(pointer, "no_index_left", "field", key.name()));
    }
  }

  private void number(ComponentKey key) {
    live(key.objectName())
        .ifPresent(
            object -> {
              int objectId = object.objectId();
              if (recordType(objectId, key.localName(), true).isEmpty()) {
                change(
                    recordType(objectId, key.localName(), false)
                        .map(RecordTypeStorage::revived)
                        .orElseGet(
                            () ->
                                new RecordTypeStorage(
                                    objectId, nextRecordTypeId(objectId), key.localName(), null)));
              }
            });
  }

  private int nextRecordTypeId(int objectId) {
    return recordTypes.stream()
            .filter(type -> type.objectId() == objectId)
            .mapToInt(RecordTypeStorage::recordTypeId)
            .max()
            .orElse(0)
        + 1;
  }

  private Optional<RecordTypeStorage> recordType(int objectId, String name, boolean isLive) {
    return recordTypes.stream()
        .filter(type -> type.objectId() == objectId && type.name().equals(name))
        .filter(type -> type.isLive() == isLive)
        .findFirst();
  }

  private Optional<ObjectStorage> live(String name) {
    return Optional.ofNullable(liveObjects.get(name));
  }

  private Optional<FieldStorage> liveField(int objectId, String name) {
    return fields(objectId).stream()
        .filter(field -> field.isLive() && field.name().equals(name))
        .findFirst();
  }

  private List<FieldStorage> fields(int objectId) {
    return fieldsOf.getOrDefault(objectId, List.of());
  }

  private Set<String> occupied(int objectId) {
    return SlotAllocator.occupied(fields(objectId));
  }

  private int nextFieldId(int objectId) {
    return fields(objectId).stream().mapToInt(FieldStorage::fieldId).max().orElse(0) + 1;
  }

  private void put(ObjectStorage object) {
    objects.put(object.objectId(), object);
    if (object.isLive()) {
      liveObjects.put(object.name(), object);
    }
  }

  private void change(ObjectStorage object) {
    if (!object.isLive()) {
      liveObjects.remove(object.name());
    }
    put(object);
    changedObjects.put(object.objectId(), object);
  }

  private void change(RecordTypeStorage type) {
    recordTypes.removeIf(
        other ->
            other.objectId() == type.objectId() && other.recordTypeId() == type.recordTypeId());
    recordTypes.add(type);
    changedRecordTypes.removeIf(
        other ->
            other.objectId() == type.objectId() && other.recordTypeId() == type.recordTypeId());
    changedRecordTypes.add(type);
  }

  private void move(FieldStorage from, FieldStorage to) {
    replace(from, from.left(now));
    add(to);
  }

  private void add(FieldStorage field) {
    fieldsOf.computeIfAbsent(field.objectId(), _ -> new ArrayList<>()).add(field);
    record(field);
  }

  private void replace(FieldStorage old, FieldStorage changed) {
    List<FieldStorage> fields = fieldsOf.get(old.objectId());
    fields.set(fields.indexOf(old), changed);
    record(changed);
  }

  private void record(FieldStorage changed) {
    changedFields.removeIf(
        other ->
            other.objectId() == changed.objectId()
                && other.fieldId() == changed.fieldId()
                && other.place().equals(changed.place()));
    changedFields.add(changed);
  }

  CatalogSnapshot after() {
    CatalogSnapshot before = draft.before();
    return new CatalogSnapshot(
        before.settings(),
        revision(),
        draft.documents(),
        List.copyOf(objects.values()),
        fieldsOf.values().stream().flatMap(List::stream).toList(),
        recordTypes);
  }

  List<ObjectStorage> changedObjects() {
    return List.copyOf(changedObjects.values());
  }

  List<FieldStorage> changedFields() {
    return changedFields;
  }

  List<RecordTypeStorage> changedRecordTypes() {
    return changedRecordTypes;
  }

  List<Violation> warnings() {
    return warnings;
  }
}
