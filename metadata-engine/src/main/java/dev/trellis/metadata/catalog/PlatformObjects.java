package dev.trellis.metadata.catalog;

import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.storage.StorageTable;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Label;
import dev.trellis.sdk.component.ObjectDefinition;
import java.util.List;
import java.util.Map;

/**
 * Objects that the platform brings: they can be referred to and read, but not written as records.
 */
final class PlatformObjects {
  /** The same for all tenants. */
  static final List<ObjectModel> ALL = List.of(user(), file());

  private PlatformObjects() {}

  private static ObjectModel user() {
    var fields = new SystemFields.Builder(ObjectModel.USER);
    fields.id();
    text(fields, -10, "name", SystemFields.label("Name", "姓名"), "name");
    text(fields, -11, "username", SystemFields.label("User name", "用户名"), "username");
    text(fields, -12, "email", SystemFields.label("E-mail", "邮箱"), "email");
    fields.add(
        -13,
        "active",
        SystemFields.label("Active", "启用"),
        new FieldType.Bool(),
        Storage.Column.plain("active", ColumnType.BOOL),
        false);
    return object(
        -1,
        ObjectModel.USER,
        SystemFields.label("User", "用户"),
        SystemFields.label("Users", "用户"),
        "app_user",
        fields.list);
  }

  private static ObjectModel file() {
    var fields = new SystemFields.Builder(ObjectModel.FILE);
    fields.id();
    text(fields, -10, "name", SystemFields.label("Name", "名称"), "name");
    fields.add(
        -11,
        "size",
        SystemFields.label("Size", "大小"),
        new FieldType.Number(18, 0, false),
        Storage.Column.plain("size", ColumnType.LONG),
        false);
    text(fields, -12, "type", SystemFields.label("Type", "类型"), "media_type");
    return object(
        -2,
        ObjectModel.FILE,
        SystemFields.label("File", "文件"),
        SystemFields.label("Files", "文件"),
        "file",
        fields.list);
  }

  private static void text(
      SystemFields.Builder fields, int id, String name, Label label, String column) {
    fields.add(
        id,
        name,
        label,
        new FieldType.Text(FieldType.Text.MAX_LENGTH),
        Storage.Column.plain(column, ColumnType.TEXT),
        false);
  }

  private static ObjectModel object(
      int id, String name, Label label, Label plural, String table, List<FieldModel> fields) {
    return new ObjectModel(
        id,
        new ObjectDefinition(name, label, plural, null, null, null, null, null),
        StorageTable.platform(table),
        fields,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
