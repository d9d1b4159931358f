package dev.trellis.metadata.catalog;

import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.ObjectStorage;
import dev.trellis.metadata.storage.RecordTypeStorage;
import dev.trellis.sdk.component.Component;
import dev.trellis.sdk.component.DuplicateRuleDefinition;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.component.LayoutDefinition;
import dev.trellis.sdk.component.ListViewDefinition;
import dev.trellis.sdk.component.ObjectDefinition;
import dev.trellis.sdk.component.PicklistValue;
import dev.trellis.sdk.component.RecordTypeDefinition;
import dev.trellis.sdk.component.SharingRuleDefinition;
import dev.trellis.sdk.component.ValidationRuleDefinition;
import dev.trellis.sdk.component.ValueSetDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object of a snapshot → its model. Looks at nothing but the object and the value sets. */
final class ObjectCompiler {
  private static final int MAX_NAME = 40;

  private final CatalogSnapshot snapshot;
  private final ObjectStorage storage;
  private final List<FieldStorage> fieldStorage;

  /**
   * @param fieldStorage the live ones of the object
   */
  ObjectCompiler(CatalogSnapshot snapshot, ObjectStorage storage, List<FieldStorage> fieldStorage) {
    this.snapshot = snapshot;
    this.storage = storage;
    this.fieldStorage =
        fieldStorage.stream().sorted(Comparator.comparingInt(FieldStorage::fieldId)).toList();
  }

  ObjectModel compile() {
    String object = storage.name();
    var definition =
        (ObjectDefinition) snapshot.find(ComponentKey.object(object)).orElseThrow().component();
    List<RecordTypeDefinition> recordTypes = all(Kind.RECORD_TYPE, RecordTypeDefinition.class);
    var fields =
        new ArrayList<>(SystemFields.of(object, definition(SystemFields.NAME), recordTypes));
    for (Map.Entry<FieldStorage, FieldDefinition> field : ownFields().entrySet()) {
      fields.add(field(field.getKey(), field.getValue(), fields.size()));
    }
    return new ObjectModel(
        storage.objectId(),
        definition,
        storage.table(snapshot.settings().partition()),
        fields,
        recordTypes,
        recordTypeIds(),
        all(Kind.LAYOUT, LayoutDefinition.class),
        all(Kind.LIST_VIEW, ListViewDefinition.class),
        all(Kind.DUPLICATE_RULE, DuplicateRuleDefinition.class),
        all(Kind.VALIDATION_RULE, ValidationRuleDefinition.class),
        all(Kind.SHARING_RULE, SharingRuleDefinition.class));
  }

  private Map<FieldStorage, FieldDefinition> ownFields() {
    var definitions = new LinkedHashMap<FieldStorage, FieldDefinition>();
    for (FieldStorage field : fieldStorage) {
      FieldDefinition definition = definition(field.name());
      if (definition != null) {
        definitions.put(field, RollupTypes.resolved(definition, snapshot.documents()));
      }
    }
    nameRelationships(definitions);
    return definitions;
  }

  /**
   * References that name no relationship get one: {@code deals} for those of {@code deal}, and
   * {@code deals_by_partner} where the object has another reference of that name already.
   */
  private void nameRelationships(Map<FieldStorage, FieldDefinition> definitions) {
    Set<String> taken = new HashSet<>();
    for (FieldDefinition definition : definitions.values()) {
      if (definition.type() instanceof FieldType.Reference reference
          && reference.relationship() != null) {
        taken.add(reference.relationship());
      }
    }
    String plural = cut(storage.name() + "s");
    for (Map.Entry<FieldStorage, FieldDefinition> entry : definitions.entrySet()) {
      FieldDefinition definition = entry.getValue();
      if (definition.type() instanceof FieldType.Reference reference
          && reference.relationship() == null) {
        String name = taken.add(plural) ? plural : cut(plural + "_by_" + definition.localName());
        taken.add(name);
        entry.setValue(definition.withType(reference.withRelationship(name)));
      }
    }
  }

  private static String cut(String name) {
    int namespace = name.indexOf("__") < 0 ? 0 : name.indexOf("__") + 2;
    return name.length() - namespace > MAX_NAME ? name.substring(0, namespace + MAX_NAME) : name;
  }

  private FieldModel field(FieldStorage at, FieldDefinition definition, int ordinal) {
    return new FieldModel(
        at.fieldId(),
        ordinal,
        at.name(),
        definition,
        at.storage(),
        false,
        !(definition.type() instanceof FieldType.AutoNumber) && definition.calculation() == null,
        choices(definition.type()),
        isSearchable(definition),
        at.valuesRevision());
  }

  private List<PicklistValue> choices(FieldType type) {
    if (!(type instanceof FieldType.Choice choice)) {
      return List.of();
    }
    String valueSet = choice.source().valueSet();
    if (valueSet == null) {
      return choice.source().values();
    }
    return snapshot
        .find(new ComponentKey(Kind.VALUE_SET, valueSet))
        .map(document -> ((ValueSetDefinition) document.component()).values())
        .orElse(List.of());
  }

  private static boolean isSearchable(FieldDefinition field) {
    if (field.calculation() != null) {
      return false;
    }
    if (field.searchable() != null) {
      return field.searchable();
    }
    return switch (field.type()) {
      case FieldType.Text _, FieldType.Email _, FieldType.Phone _, FieldType.AutoNumber _ -> true;
      case FieldType.LongText _,
          FieldType.RichText _,
          FieldType.Number _,
          FieldType.Currency _,
          FieldType.Percent _,
          FieldType.Bool _,
          FieldType.Date _,
          FieldType.Datetime _,
          FieldType.Time _,
          FieldType.Duration _,
          FieldType.Picklist _,
          FieldType.MultiPicklist _,
          FieldType.Reference _,
          FieldType.Url _,
          FieldType.Address _,
          FieldType.Geolocation _,
          FieldType.File _,
          FieldType.Image _,
          FieldType.Json _ ->
          field.externalId();
    };
  }

  private @Nullable FieldDefinition definition(String localName) {
    return snapshot
        .find(ComponentKey.field(storage.name(), localName))
        .map(document -> (FieldDefinition) document.component())
        .orElse(null);
  }

  private Map<String, Integer> recordTypeIds() {
    var ids = new LinkedHashMap<String, Integer>();
    for (RecordTypeStorage type : snapshot.recordTypes()) {
      if (type.isLive() && type.objectId() == storage.objectId()) {
        ids.put(type.name(), type.recordTypeId());
      }
    }
    return ids;
  }

  private <T extends Component> List<T> all(Kind kind, Class<T> type) {
    return snapshot.ofObject(kind, storage.name()).stream()
        .map(document -> type.cast(document.component()))
        .toList();
  }
}
