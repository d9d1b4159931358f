package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.expression.FieldScope;
import dev.trellis.metadata.record.VisibleWhen;
import dev.trellis.metadata.value.Json;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.LayoutDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object's layouts as one caller sees them; without any, one that shows every field. */
final class LayoutDescription {
  private static final int COLUMNS = 2;
  private static final int HIGHLIGHTS = 4;
  private static final List<String> PLATFORM_FIELDS =
      List.of(
          SystemFields.CREATED_AT,
          SystemFields.CREATED_BY,
          SystemFields.UPDATED_AT,
          SystemFields.UPDATED_BY);

  private final TenantModel model;
  private final Access access;
  private final ObjectModel object;
  private final Texts texts;

  LayoutDescription(TenantModel model, Access access, ObjectModel object, Texts texts) {
    this.model = model;
    this.access = access;
    this.object = object;
    this.texts = texts;
  }

  ArrayNode all() {
    ArrayNode json = Json.MAPPER.createArrayNode();
    object.layouts().forEach(layout -> json.add(layout(layout)));
    if (json.isEmpty()) {
      json.add(generated());
    }
    return json;
  }

  private ObjectNode layout(LayoutDefinition layout) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", layout.localName());
    json.put("label", texts.orNull(layout, "label", layout.label()));
    json.put("default", Boolean.TRUE.equals(layout.isDefault()) || object.layouts().size() == 1);
    ArrayNode highlights = json.putArray("highlights");
    layout.highlights().stream().filter(this::isReadable).forEach(highlights::add);
    ArrayNode sections = json.putArray("sections");
    for (int i = 0; i < layout.sections().size(); i++) {
      LayoutDefinition.Section section = layout.sections().get(i);
      ObjectNode node = sections.addObject();
      node.put("label", texts.orNull(layout, "sections/" + i + "/label", section.label()));
      node.put("columns", section.columns() == null ? COLUMNS : section.columns());
      node.put("collapsed", Boolean.TRUE.equals(section.collapsed()));
      visibleWhen(node, section.visibleWhen());
      ArrayNode fields = node.putArray("fields");
      for (LayoutDefinition.Item item : section.fields()) {
        if (isReadable(item.field())) {
          item(fields.addObject(), item);
        }
      }
    }
    related(json, layout);
    return json;
  }

  private void item(ObjectNode json, LayoutDefinition.Item item) {
    json.put("field", item.field())
        .put("required", Boolean.TRUE.equals(item.required()))
        .put("read_only", Boolean.TRUE.equals(item.readOnly()))
        .put("wide", Boolean.TRUE.equals(item.wide()));
    visibleWhen(json, item.visibleWhen());
  }

  /** For somebody who may not read all that it reads it is not there: they are always shown it. */
  private void visibleWhen(ObjectNode json, @Nullable String formula) {
    if (formula != null) {
      FormulaDescription.of(VisibleWhen.linked(model, object, formula), "boolean", access, texts)
          .ifPresent(found -> json.set("visible_when", found));
    }
  }

  private void related(ObjectNode json, LayoutDefinition layout) {
    List<LayoutDefinition.RelatedList> lists = layout.related();
    if (lists == null) {
      json.putNull("related");
      return;
    }
    ArrayNode related = json.putArray("related");
    for (LayoutDefinition.RelatedList list : lists) {
      model.relationships(object.name()).stream()
          .filter(found -> found.name().equals(list.relationship()))
          .filter(found -> access.can(found.from(), ObjectPermission.READ))
          .filter(found -> access.canRead(found.from(), found.field()))
          .findFirst()
          .ifPresent(
              found -> {
                var scope = new FieldScope(model, found.from(), access);
                ObjectNode node = related.addObject();
                node.put("relationship", list.relationship());
                ObjectDescription.add(node.putArray("columns"), list.columns(), scope);
                ObjectDescription.add(node.putArray("sort"), list.sort(), scope);
                node.put("limit", list.limit());
              });
    }
  }

  private boolean isReadable(String name) {
    return object.field(name).filter(field -> access.canRead(object, field)).isPresent();
  }

  private ObjectNode generated() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", "default");
    json.putNull("label");
    json.put("default", true);
    ArrayNode highlights = json.putArray("highlights");
    object.fields().stream()
        .filter(field -> field.id() > 0 && !isBulky(field) && isReadable(field.name()))
        .limit(HIGHLIGHTS)
        .forEach(field -> highlights.add(field.name()));
    ArrayNode sections = json.putArray("sections");
    section(sections, own());
    section(sections, PLATFORM_FIELDS.stream().map(object::field).flatMap(Optional::stream));
    json.putNull("related");
    return json;
  }

  /** Without the built-in name where another field names the record: it would stand there empty. */
  private Stream<FieldModel> own() {
    String nameField = object.definition().nameField();
    boolean isNamedOtherwise = nameField != null && !nameField.equals(SystemFields.NAME);
    return object.fields().stream()
        .filter(field -> !isNamedOtherwise || !field.name().equals(SystemFields.NAME))
        .filter(
            field ->
                !field.isSystem()
                    || field.name().equals(SystemFields.OWNER_ID)
                    || (field.name().equals(SystemFields.RECORD_TYPE)
                        && !object.recordTypes().isEmpty()));
  }

  private void section(ArrayNode sections, Stream<FieldModel> shown) {
    List<FieldModel> readable = shown.filter(field -> isReadable(field.name())).toList();
    if (readable.isEmpty()) {
      return;
    }
    ObjectNode node = sections.addObject();
    node.putNull("label");
    node.put("columns", COLUMNS);
    node.put("collapsed", false);
    ArrayNode fields = node.putArray("fields");
    for (FieldModel field : readable) {
      fields
          .addObject()
          .put("field", field.name())
          .put("required", false)
          .put("read_only", false)
          .put("wide", isBulky(field));
    }
  }

  private static boolean isBulky(FieldModel field) {
    return field.type() instanceof FieldType.LongText
        || field.type() instanceof FieldType.RichText
        || field.type() instanceof FieldType.Json
        || field.type() instanceof FieldType.Address;
  }
}
