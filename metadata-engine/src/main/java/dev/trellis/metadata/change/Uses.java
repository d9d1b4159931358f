package dev.trellis.metadata.change;

import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.schema.ComponentSchemas;
import dev.trellis.sdk.component.AppDefinition;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.Component;
import dev.trellis.sdk.component.DuplicateRuleDefinition;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.component.LayoutDefinition;
import dev.trellis.sdk.component.ListViewDefinition;
import dev.trellis.sdk.component.ObjectDefinition;
import dev.trellis.sdk.component.PermissionSetDefinition;
import dev.trellis.sdk.component.RecordTypeDefinition;
import dev.trellis.sdk.component.SharingRuleDefinition;
import dev.trellis.sdk.component.TranslationDefinition;
import dev.trellis.sdk.component.ValidationRuleDefinition;
import dev.trellis.sdk.component.ValueSetDefinition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What components speak of: the one place that knows where documents name others. Rules, the list
 * of a component's users and the deletion check all ask here.
 */
public final class Uses {
  private final CatalogSnapshot snapshot;
  private final PathResolver names;

  /**
   * @param model compiled from the snapshot
   */
  public Uses(CatalogSnapshot snapshot, TenantModel model) {
    this.snapshot = snapshot;
    this.names = new PathResolver(model);
  }

  /** A user of a component, and where it speaks of it. */
  public record User(ComponentKey key, String pointer) {}

  /** Who speaks of a component, its own object's belongings included. */
  public static List<User> usersOf(ComponentKey key, CatalogSnapshot snapshot, TenantModel model) {
    var uses = new Uses(snapshot, model);
    var users = new ArrayList<User>();
    for (ComponentDocument document : snapshot.documents().values()) {
      if (!document.key().equals(key)) {
        for (Use use : uses.of(document.component())) {
          if (use.targets().contains(key)) {
            users.add(new User(document.key(), use.pointer()));
          }
        }
      }
    }
    return users;
  }

  public List<Use> of(Component component) {
    return switch (component) {
      case ObjectDefinition object -> ofObject(object);
      case FieldDefinition field -> ofField(field);
      case RecordTypeDefinition type -> ofRecordType(type);
      case ValueSetDefinition _ -> List.of();
      case LayoutDefinition layout -> ofLayout(layout);
      case ListViewDefinition view -> ofListView(view);
      case AppDefinition app -> ofApp(app);
      case PermissionSetDefinition set -> ofPermissionSet(set);
      case DuplicateRuleDefinition rule -> ofDuplicateRule(rule);
      case ValidationRuleDefinition rule -> ofValidationRule(rule);
      case SharingRuleDefinition rule ->
          rule.criteria() == null
              ? List.of()
              : List.of(names.filter("/criteria", rule.objectName(), rule.criteria()));
      case TranslationDefinition translation -> ofTranslation(translation);
    };
  }

  private List<Use> ofObject(ObjectDefinition object) {
    return object.nameField() == null
        ? List.of()
        : List.of(names.path("/name_field", object.name(), object.nameField()));
  }

  private List<Use> ofField(FieldDefinition field) {
    var uses = new ArrayList<Use>();
    if (field.type() instanceof FieldType.Reference reference) {
      for (int i = 0; i < reference.to().size(); i++) {
        String pointer = reference.to().size() == 1 ? "/to" : "/to/" + i;
        uses.add(names.object(pointer, reference.to().get(i)));
      }
    }
    if (field.type() instanceof FieldType.Choice choice) {
      String valueSet = choice.source().valueSet();
      if (valueSet != null) {
        uses.add(component("/value_set", new ComponentKey(Kind.VALUE_SET, valueSet)));
      }
      String controlledBy = choice.source().controlledBy();
      if (controlledBy != null) {
        uses.add(names.path("/controlled_by", field.objectName(), controlledBy));
      }
    }
    if (field.defaultFormula() != null) {
      names
          .field(field.objectName(), field.localName())
          .map(model -> names.defaultFormula("/default_formula", field.objectName(), model))
          .ifPresent(uses::add);
    }
    switch (field.calculation()) {
      case null -> {}
      case Calculation.Formula formula ->
          uses.add(
              names.formula(
                  "/expression",
                  field.objectName(),
                  formula.expression(),
                  valueType(field),
                  false));
      case Calculation.Rollup rollup -> uses.addAll(ofRollup(rollup));
    }
    return uses;
  }

  private @Nullable ValueType valueType(FieldDefinition field) {
    return names.field(field.objectName(), field.localName()).map(ValueType::of).orElse(null);
  }

  private List<Use> ofRollup(Calculation.Rollup rollup) {
    var uses = new ArrayList<Use>();
    uses.add(names.object("/from", rollup.from()));
    if (names.object(rollup.from()).isPresent()) {
      uses.add(names.path("/via", rollup.from(), rollup.via()));
      if (rollup.field() != null) {
        uses.add(names.path("/field", rollup.from(), rollup.field()));
      }
      if (rollup.where() != null) {
        uses.add(names.filter("/where", rollup.from(), rollup.where()));
      }
    }
    return uses;
  }

  private List<Use> ofValidationRule(ValidationRuleDefinition rule) {
    var uses = new ArrayList<Use>();
    uses.add(
        names.formula("/error_when", rule.objectName(), rule.errorWhen(), ValueType.BOOLEAN, true));
    if (rule.errorField() != null) {
      uses.add(names.path("/field", rule.objectName(), rule.errorField()));
    }
    return uses;
  }

  private List<Use> ofRecordType(RecordTypeDefinition type) {
    var uses = new ArrayList<Use>();
    for (String field : type.picklists().keySet()) {
      uses.add(names.path("/picklists/" + token(field), type.objectName(), field));
    }
    if (type.layout() != null) {
      uses.add(
          component(
              "/layout", new ComponentKey(Kind.LAYOUT, type.objectName() + "." + type.layout())));
    }
    return uses;
  }

  private List<Use> ofLayout(LayoutDefinition layout) {
    var uses = new ArrayList<Use>();
    String object = layout.objectName();
    for (int i = 0; i < layout.highlights().size(); i++) {
      uses.add(names.path("/highlights/" + i, object, layout.highlights().get(i)));
    }
    for (int i = 0; i < layout.sections().size(); i++) {
      uses.addAll(ofSection("/sections/" + i, object, layout.sections().get(i)));
    }
    if (layout.related() != null) {
      for (int i = 0; i < layout.related().size(); i++) {
        uses.addAll(ofRelated("/related/" + i, object, layout.related().get(i)));
      }
    }
    return uses;
  }

  private List<Use> ofSection(String at, String object, LayoutDefinition.Section section) {
    var uses = new ArrayList<Use>();
    if (section.visibleWhen() != null) {
      uses.add(names.filter(at + "/visible_when", object, section.visibleWhen()));
    }
    for (int i = 0; i < section.fields().size(); i++) {
      LayoutDefinition.Item item = section.fields().get(i);
      String place = at + "/fields/" + i;
      uses.add(names.path(place, object, item.field()));
      if (item.visibleWhen() != null) {
        uses.add(names.filter(place + "/visible_when", object, item.visibleWhen()));
      }
    }
    return uses;
  }

  private List<Use> ofRelated(String at, String object, LayoutDefinition.RelatedList related) {
    var uses = new ArrayList<Use>();
    uses.add(names.relationship(at + "/relationship", object, related.relationship()));
    names
        .relationship(object, related.relationship())
        .ifPresent(
            found -> {
              String from = found.from().name();
              uses.addAll(paths(at + "/columns", from, related.columns()));
              uses.addAll(paths(at + "/sort", from, related.sort()));
            });
    return uses;
  }

  private List<Use> ofListView(ListViewDefinition view) {
    var uses = new ArrayList<>(paths("/columns", view.objectName(), view.columns()));
    uses.addAll(paths("/sort", view.objectName(), view.sort()));
    if (view.filter() != null && !view.filter().isBlank()) {
      uses.add(names.filter("/filter", view.objectName(), view.filter()));
    }
    return uses;
  }

  private List<Use> paths(String at, String object, List<String> paths) {
    var uses = new ArrayList<Use>();
    for (int i = 0; i < paths.size(); i++) {
      String path = paths.get(i);
      uses.add(names.path(at + "/" + i, object, path.startsWith("-") ? path.substring(1) : path));
    }
    return uses;
  }

  private List<Use> ofApp(AppDefinition app) {
    var uses = new ArrayList<Use>();
    for (int i = 0; i < app.tabs().size(); i++) {
      AppDefinition.Tab tab = app.tabs().get(i);
      uses.add(names.object("/tabs/" + i + "/object", tab.object()));
      if (tab.listView() != null) {
        uses.add(
            component(
                "/tabs/" + i + "/list_view",
                new ComponentKey(Kind.LIST_VIEW, tab.object() + "." + tab.listView())));
      }
    }
    return uses;
  }

  private List<Use> ofPermissionSet(PermissionSetDefinition set) {
    var uses = new ArrayList<Use>();
    for (String object : set.objects().keySet()) {
      if (!object.equals("*")) {
        uses.add(names.object("/objects/" + token(object), object));
      }
    }
    for (String entry : set.fields().keySet()) {
      if (!entry.equals("*")) {
        String pointer = "/fields/" + token(entry);
        String object = entry.substring(0, entry.indexOf('.'));
        String field = entry.substring(entry.indexOf('.') + 1);
        uses.add(
            field.equals("*") || names.object(object).isEmpty()
                ? names.object(pointer, object)
                : names.path(pointer, object, field));
      }
    }
    for (int i = 0; i < set.apps().size(); i++) {
      if (!set.apps().get(i).equals("*")) {
        uses.add(component("/apps/" + i, new ComponentKey(Kind.APP, set.apps().get(i))));
      }
    }
    return uses;
  }

  private List<Use> ofDuplicateRule(DuplicateRuleDefinition rule) {
    var uses = new ArrayList<Use>();
    for (int i = 0; i < rule.match().size(); i++) {
      uses.add(
          names.path("/match/" + i + "/field", rule.objectName(), rule.match().get(i).field()));
    }
    return uses;
  }

  private List<Use> ofTranslation(TranslationDefinition translation) {
    var uses = new ArrayList<Use>();
    for (String path : translation.texts().keySet()) {
      String pointer = "/texts/" + token(path);
      String[] parts = path.split("/", 3);
      uses.add(
          Kind.find(parts[0])
              .map(kind -> component(pointer, new ComponentKey(kind, parts[1])))
              .orElseGet(
                  () -> PathResolver.missing(pointer, "unknown_component", "component", path)));
    }
    return uses;
  }

  private Use component(String pointer, ComponentKey key) {
    return exists(key)
        ? PathResolver.found(pointer, key)
        : PathResolver.missing(pointer, "unknown_component", "component", key.toString());
  }

  private boolean exists(ComponentKey key) {
    return switch (key.kind()) {
      // The platform brings some that no document describes.
      case OBJECT -> names.object(key.name()).isPresent();
      case FIELD -> names.field(key.objectName(), key.localName()).isPresent();
      case RECORD_TYPE,
          VALUE_SET,
          LAYOUT,
          LIST_VIEW,
          APP,
          PERMISSION_SET,
          DUPLICATE_RULE,
          SHARING_RULE,
          VALIDATION_RULE,
          TRANSLATION ->
          snapshot.has(key);
    };
  }

  private static String token(String name) {
    return ComponentSchemas.escape(name);
  }
}
