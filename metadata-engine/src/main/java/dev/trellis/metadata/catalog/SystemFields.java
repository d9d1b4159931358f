package dev.trellis.metadata.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Label;
import dev.trellis.sdk.component.PicklistSource;
import dev.trellis.sdk.component.PicklistValue;
import dev.trellis.sdk.component.RecordTypeDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields that every record has beside its own. Their numbers are 0 and below. */
public final class SystemFields {
  public static final String ID = "id";
  public static final String NAME = "name";
  public static final String OWNER_ID = "owner_id";
  public static final String CREATED_AT = "created_at";
  public static final String CREATED_BY = "created_by";
  public static final String UPDATED_AT = "updated_at";
  public static final String UPDATED_BY = "updated_by";
  public static final String VERSION = "version";
  public static final String RECORD_TYPE = "record_type";
  public static final String DELETED_AT = "deleted_at";

  public static final int ID_ID = 0;
  public static final int NAME_ID = -1;

  /**
   * Names that no field of an object may take. {@code name} may: it customises the built-in one.
   */
  public static final Set<String> RESERVED =
      Set.of(
          ID,
          OWNER_ID,
          CREATED_AT,
          CREATED_BY,
          UPDATED_AT,
          UPDATED_BY,
          VERSION,
          RECORD_TYPE,
          DELETED_AT,
          "warnings");

  private static final int UUID_LENGTH = 36;
  private static final FieldType USER_REFERENCE =
      new FieldType.Reference(
          List.of(ObjectModel.USER), null, FieldType.OnDelete.RESTRICT, FieldType.Ownership.LOOKUP);

  /** As they are on an object of any name: labels, types and places are the same everywhere. */
  private static final List<FieldModel> ANYWHERE = anywhere();

  /** Objects whose system fields are kept for all tenants that have an object of that name. */
  private static final int KEPT = 10_000;

  private static final Cache<String, List<FieldModel>> USUAL =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  private SystemFields() {}

  /**
   * Of an ordinary object, in order. Those that do not depend on the tenant are the same instances
   * for all tenants with an object of this name.
   */
  static List<FieldModel> of(
      String object, @Nullable FieldDefinition name, List<RecordTypeDefinition> recordTypes) {
    List<FieldModel> usual = USUAL.get(object, SystemFields::usual);
    if (name == null && recordTypes.isEmpty()) {
      return usual;
    }
    return usual.stream()
        .map(
            field ->
                switch (field.name()) {
                  case NAME -> name == null ? field : named(field, name);
                  case RECORD_TYPE ->
                      recordTypes.isEmpty() ? field : typed(field, object, recordTypes);
                  default -> field;
                })
        .toList();
  }

  private static List<FieldModel> usual(String object) {
    return ANYWHERE.stream().map(field -> at(object, field, field.type(), List.of())).toList();
  }

  private static FieldModel named(FieldModel field, FieldDefinition name) {
    boolean isWritable = !(name.type() instanceof FieldType.AutoNumber);
    return with(field, name, isWritable, field.choices());
  }

  private static FieldModel typed(
      FieldModel field, String object, List<RecordTypeDefinition> recordTypes) {
    List<PicklistValue> choices = recordTypes.stream().map(SystemFields::choice).toList();
    return at(object, field, recordType(choices), choices);
  }

  private static PicklistValue choice(RecordTypeDefinition type) {
    return new PicklistValue(
        type.localName(),
        type.label(),
        null,
        type.isActive(),
        Boolean.TRUE.equals(type.isDefault()),
        List.of());
  }

  private static FieldType recordType(List<PicklistValue> choices) {
    return new FieldType.Picklist(new PicklistSource(choices, null, true, null));
  }

  private static FieldModel at(
      String object, FieldModel field, FieldType type, List<PicklistValue> choices) {
    FieldDefinition definition = definition(object, field.name(), field.definition().label(), type);
    return with(field, definition, field.isWritable(), choices);
  }

  private static FieldModel with(
      FieldModel field,
      FieldDefinition definition,
      boolean isWritable,
      List<PicklistValue> choices) {
    return new FieldModel(
        field.id(),
        field.ordinal(),
        field.name(),
        definition,
        field.storage(),
        field.isSystem(),
        isWritable,
        choices,
        field.isSearchable());
  }

  private static List<FieldModel> anywhere() {
    var fields = new Builder("any");
    fields.id();
    fields.name();
    fields.add(
        -2,
        OWNER_ID,
        label("Owner", "负责人"),
        USER_REFERENCE,
        new Storage.Column(OWNER_ID, ColumnType.UUID, OWNER_ID, true),
        true);
    fields.time(-3, CREATED_AT, label("Created at", "创建时间"));
    fields.user(-4, CREATED_BY, label("Created by", "创建人"));
    fields.time(-5, UPDATED_AT, label("Updated at", "更新时间"));
    fields.user(-6, UPDATED_BY, label("Updated by", "更新人"));
    fields.add(
        -7,
        VERSION,
        label("Version", "版本"),
        new FieldType.Number(9, 0, false),
        Storage.Column.plain(VERSION, ColumnType.INT),
        false);
    fields.add(
        -8,
        RECORD_TYPE,
        label("Record type", "记录类型"),
        recordType(List.of()),
        Storage.Column.plain(RECORD_TYPE, ColumnType.TEXT),
        true);
    fields.time(-9, DELETED_AT, label("Deleted at", "删除时间"));
    return fields.list;
  }

  /** The definition of {@code name} when the tenant says nothing of it. */
  static FieldDefinition defaultName(String object) {
    return definition(
        object, NAME, label("Name", "名称"), new FieldType.Text(FieldType.Text.MAX_LENGTH));
  }

  static FieldDefinition definition(String object, String name, Label label, FieldType type) {
    return new FieldDefinition(
        object + "." + name,
        label,
        null,
        null,
        type,
        false,
        false,
        false,
        false,
        // Only changes of fields that callers may write reach history.
        true,
        null,
        null);
  }

  static Label label(String english, String chinese) {
    var texts = new LinkedHashMap<String, String>();
    texts.put("en", english);
    texts.put("zh-CN", chinese);
    return new Label(texts);
  }

  /** Collects fields; each stands at its ordinal. */
  static final class Builder {
    final List<FieldModel> list = new ArrayList<>();
    private final String object;

    Builder(String object) {
      this.object = object;
    }

    void id() {
      add(
          ID_ID,
          ID,
          label("Id", "编号"),
          new FieldType.Text(UUID_LENGTH),
          new Storage.Column(ID, ColumnType.UUID, ID, true),
          false);
    }

    void name() {
      list.add(
          new FieldModel(
              NAME_ID,
              list.size(),
              NAME,
              defaultName(object),
              new Storage.Column(NAME, ColumnType.TEXT, "name_key", true),
              false,
              true,
              List.of(),
              true));
    }

    void time(int id, String name, Label label) {
      add(
          id,
          name,
          label,
          new FieldType.Datetime(),
          Storage.Column.plain(name, ColumnType.TIME),
          false);
    }

    void user(int id, String name, Label label) {
      add(id, name, label, USER_REFERENCE, Storage.Column.plain(name, ColumnType.UUID), false);
    }

    void add(
        int id, String name, Label label, FieldType type, Storage storage, boolean isWritable) {
      list.add(
          new FieldModel(
              id,
              list.size(),
              name,
              definition(object, name, label, type),
              storage,
              true,
              isWritable,
              List.of(),
              false));
    }
  }
}
