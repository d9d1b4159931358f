package dev.trellis.metadata.catalog;

import dev.trellis.metadata.storage.StorageTable;
import dev.trellis.sdk.component.DuplicateRuleDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.LayoutDefinition;
import dev.trellis.sdk.component.ListViewDefinition;
import dev.trellis.sdk.component.ObjectDefinition;
import dev.trellis.sdk.component.RecordTypeDefinition;
import dev.trellis.sdk.component.SharingRuleDefinition;
import dev.trellis.sdk.component.ValidationRuleDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An object of one tenant, compiled: names resolved, slots known. Immutable, and the same for all
 * callers.
 */
public final class ObjectModel {
  /**
   * Name of the platform object that stands for the tenant's users. References may point to it; it
   * is written through /users.
   */
  public static final String USER = "user";

  /** Name of the platform object that stands for uploaded files. */
  public static final String FILE = "file";

  private final int id;
  private final ObjectDefinition definition;
  private final StorageTable table;
  private final List<FieldModel> fields;
  private final FieldsByName byName;
  private final List<FieldModel> calculated;
  private final List<FieldModel> autoNumbers;
  private final List<RecordTypeDefinition> recordTypes;
  private final Map<String, Integer> recordTypeIds;
  private final List<LayoutDefinition> layouts;
  private final List<ListViewDefinition> listViews;
  private final List<DuplicateRuleDefinition> duplicateRules;
  private final List<ValidationRuleDefinition> validationRules;
  private final List<SharingRuleDefinition> sharingRules;

  /** Replaced by a larger one whenever something is added: most objects never have any. */
  private volatile Map<Class<?>, Object> derived = Map.of();

  public ObjectModel(
      int id,
      ObjectDefinition definition,
      StorageTable table,
      List<FieldModel> fields,
      List<RecordTypeDefinition> recordTypes,
      Map<String, Integer> recordTypeIds,
      List<LayoutDefinition> layouts,
      List<ListViewDefinition> listViews,
      List<DuplicateRuleDefinition> duplicateRules,
      List<ValidationRuleDefinition> validationRules,
      List<SharingRuleDefinition> sharingRules) {
    this.id = id;
    this.definition = definition;
    this.table = table;
    this.fields = List.copyOf(fields);
    this.recordTypes = List.copyOf(recordTypes);
    this.recordTypeIds = Map.copyOf(recordTypeIds);
    this.layouts = List.copyOf(layouts);
    this.listViews = List.copyOf(listViews);
    this.duplicateRules = List.copyOf(duplicateRules);
    this.validationRules = List.copyOf(validationRules);
    this.sharingRules = List.copyOf(sharingRules);
    this.byName = new FieldsByName(this.fields);
    this.calculated = those(field -> field.definition().calculation() != null);
    this.autoNumbers = those(field -> field.type() instanceof FieldType.AutoNumber);
  }

  /** Most objects have none, and then this costs nothing. */
  private List<FieldModel> those(Predicate<FieldModel> wanted) {
    return List.copyOf(fields.stream().filter(wanted).toList());
  }

  /**
   * Number within the tenant, never used again for another object; below zero for platform objects.
   */
  public int id() {
    return id;
  }

  public String name() {
    return definition.name();
  }

  public ObjectDefinition definition() {
    return definition;
  }

  public StorageTable table() {
    return table;
  }

  /**
   * Whether records are written through the record pipeline; {@code user} and {@code file} are not.
   */
  public boolean isPlatformObject() {
    return id < 0;
  }

  /** All fields, system fields first. A field stands at its {@link FieldModel#ordinal()}. */
  public List<FieldModel> fields() {
    return fields;
  }

  /** Formulas and roll-ups. */
  public List<FieldModel> calculated() {
    return calculated;
  }

  public List<FieldModel> autoNumbers() {
    return autoNumbers;
  }

  public Optional<FieldModel> field(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** A field that must exist: a system field, or a name that was checked before. */
  public FieldModel require(String name) {
    FieldModel field = byName.get(name);
    if (field == null) {
      throw new IllegalArgumentException(name() + " has no field " + name);
    }
    return field;
  }

  /**
   * What another package computes from this model, once, and kept as long as the model itself.
   *
   * @param type also the key: one value of each type
   */
  public <T> T derived(Class<T> type, Function<ObjectModel, T> compute) {
    Object known = derived.get(type);
    // Computed outside the lock: two racing threads may compute twice, but a computation may itself
    // ask for another.
    return type.cast(known == null ? keep(type, compute.apply(this)) : known);
  }

  private synchronized Object keep(Class<?> type, Object computed) {
    Object winner = derived.get(type);
    if (winner != null) {
      return winner;
    }
    var more = new HashMap<>(derived);
    more.put(type, computed);
    derived = Map.copyOf(more);
    return computed;
  }

  public List<RecordTypeDefinition> recordTypes() {
    return recordTypes;
  }

  /**
   * The number that stands for a record type in the column {@code record_type}, by its local name.
   */
  public OptionalInt recordTypeId(String localName) {
    Integer id = recordTypeIds.get(localName);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /**
   * The local name of the record type that a stored number stands for; empty when it was deleted.
   */
  public Optional<String> recordTypeName(int id) {
    for (Map.Entry<String, Integer> entry : recordTypeIds.entrySet()) {
      if (entry.getValue() == id) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  public List<LayoutDefinition> layouts() {
    return layouts;
  }

  public List<ListViewDefinition> listViews() {
    return listViews;
  }

  public List<DuplicateRuleDefinition> duplicateRules() {
    return duplicateRules;
  }

  public List<ValidationRuleDefinition> validationRules() {
    return validationRules;
  }

  public List<SharingRuleDefinition> sharingRules() {
    return sharingRules;
  }
}
