package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.RelationshipModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.FieldScope;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.record.ValidationRules;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.component.ListViewDefinition;
import dev.trellis.sdk.component.RecordTypeDefinition;
import dev.trellis.sdk.component.ValidationRuleDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object as one caller sees it: what may not be read is not there. */
final class ObjectDescription {
  private static final Map<String, ObjectPermission> ACTIONS =
      Map.of(
          "create", ObjectPermission.CREATE,
          "read", ObjectPermission.READ,
          "edit", ObjectPermission.EDIT,
          "delete", ObjectPermission.DELETE,
          "transfer", ObjectPermission.TRANSFER,
          "import", ObjectPermission.IMPORT,
          "export", ObjectPermission.EXPORT);
  private static final List<String> ACTION_ORDER =
      List.of("create", "read", "edit", "delete", "transfer", "import", "export");

  private final TenantModel model;
  private final Access access;
  private final ObjectModel object;
  private final Texts texts;
  private final String username;

  ObjectDescription(Work work, ObjectModel object, Texts texts, String username) {
    this.model = work.model();
    this.access = work.access();
    this.object = object;
    this.texts = texts;
    this.username = username;
  }

  ObjectNode summary() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", object.name());
    json.put("label", texts.of(object.definition(), "label", object.definition().label()));
    json.put(
        "plural_label",
        texts.of(object.definition(), "plural_label", object.definition().plural()));
    json.put("icon", object.definition().icon());
    json.put("color", object.definition().color());
    ObjectNode actions = json.putObject("actions");
    for (String action : ACTION_ORDER) {
      actions.put(action, access.can(object, ACTIONS.get(action)));
    }
    return json;
  }

  ObjectNode whole() {
    ObjectNode json = summary();
    String nameField = object.definition().nameField();
    json.put("name_field", nameField == null ? SystemFields.NAME : nameField);
    json.put(
        "description",
        texts.orNull(object.definition(), "description", object.definition().description()));
    ArrayNode fields = json.putArray("fields");
    for (FieldModel field : object.fields()) {
      if (isReadable(field)) {
        fields.add(FieldDescription.of(model, object, field, access, isEditable(field), texts));
      }
    }
    var layouts = new LayoutDescription(model, access, object, texts);
    json.set("layouts", layouts.all());
    recordTypes(json.putArray("record_types"));
    validationRules(json.putArray("validation_rules"));
    listViews(json.putArray("list_views"));
    relationships(json.putArray("relationships"));
    return json;
  }

  private boolean isReadable(FieldModel field) {
    return access.canRead(object, field);
  }

  private boolean isEditable(FieldModel field) {
    boolean mayWrite =
        access.can(object, ObjectPermission.CREATE) || access.can(object, ObjectPermission.EDIT);
    boolean isKeptByOwner =
        field.name().equals(SystemFields.OWNER_ID)
            && !access.can(object, ObjectPermission.TRANSFER);
    return mayWrite && !isKeptByOwner && access.canEdit(object, field);
  }

  private void recordTypes(ArrayNode json) {
    for (RecordTypeDefinition type : object.recordTypes()) {
      if (!type.isActive()) {
        continue;
      }
      ObjectNode node = json.addObject();
      node.put("name", type.localName());
      node.put("label", texts.of(type, "label", type.label()));
      node.put("description", texts.orNull(type, "description", type.description()));
      node.put("default", Boolean.TRUE.equals(type.isDefault()));
      ObjectNode picklists = node.putObject("picklists");
      type.picklists()
          .forEach(
              (field, values) -> {
                if (object.field(field).filter(this::isReadable).isPresent()) {
                  ArrayNode array = picklists.putArray(field);
                  values.forEach(array::add);
                }
              });
      node.put("layout", type.layout());
    }
  }

  /** Those that the caller may not read all of are named, and left to the server. */
  private void validationRules(ArrayNode json) {
    for (ValidationRules.Rule rule : ValidationRules.of(model, object).rules()) {
      ValidationRuleDefinition definition = rule.definition();
      Optional<FieldModel> field =
          Optional.ofNullable(definition.errorField())
              .flatMap(object::field)
              .filter(this::isReadable);
      ObjectNode node = json.addObject();
      node.put("name", definition.localName());
      node.put("field", field.map(FieldModel::name).orElse(null));
      node.put("message", texts.of(definition, "message", definition.message()));
      FormulaDescription.of(rule.formula(), "boolean", access, texts)
          .ifPresent(formula -> node.set("formula", formula));
    }
  }

  private void listViews(ArrayNode json) {
    var scope = new FieldScope(model, object, access);
    for (ListViewDefinition view : object.listViews()) {
      boolean isSomeoneElses = "owner".equals(view.visibleTo()) && !username.equals(view.owner());
      if (isSomeoneElses || !isFilterReadable(view.filter())) {
        continue;
      }
      ObjectNode node = json.addObject();
      node.put("name", view.localName());
      node.put("label", texts.of(view, "label", view.label()));
      add(node.putArray("columns"), view.columns(), scope);
      node.put("filter", view.filter());
      add(node.putArray("sort"), view.sort(), scope);
      node.put("visible_to", view.visibleTo() == null ? "everyone" : view.visibleTo());
    }
  }

  private boolean isFilterReadable(@Nullable String filter) {
    return filter == null
        || filter.isBlank()
        || Expressions.check(model, object, access, filter, ValueType.BOOLEAN)
            instanceof Checked.Valid<?>;
  }

  static void add(ArrayNode json, List<String> paths, FieldScope scope) {
    for (String path : paths) {
      String bare = path.startsWith("-") ? path.substring(1) : path;
      if (scope.find(bare) instanceof Checked.Valid<?>) {
        json.add(path);
      }
    }
  }

  private void relationships(ArrayNode json) {
    Set<String> seen = new HashSet<>();
    for (RelationshipModel relationship : model.relationships(object.name())) {
      ObjectModel from = relationship.from();
      if (access.can(from, ObjectPermission.READ)
          && access.canRead(from, relationship.field())
          && seen.add(relationship.name())) {
        json.addObject()
            .put("name", relationship.name())
            .put("label", texts.of(from.definition(), "plural_label", from.definition().plural()))
            .put("object", from.name())
            .put("field", relationship.field().name());
      }
    }
  }
}
