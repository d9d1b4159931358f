package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.metadata.query.PushDown;
import dev.trellis.metadata.record.FormulaDefaults;
import dev.trellis.metadata.value.Json;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.component.PicklistSource;
import dev.trellis.sdk.component.PicklistValue;
import java.math.BigDecimal;
import java.util.List;

/** A field as one caller sees it. */
final class FieldDescription {
  private FieldDescription() {}

  static ObjectNode of(
      TenantModel model,
      ObjectModel object,
      FieldModel field,
      Access access,
      boolean isEditable,
      Texts texts) {
    FieldDefinition definition = field.definition();
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("name", field.name());
    json.put("label", texts.of(definition, "label", definition.label()));
    json.put("help", texts.orNull(definition, "help", definition.help()));
    json.put("type", definition.wire());
    if (definition.calculation() != null) {
      json.put("returns", definition.type().wire());
    }
    settings(json, field, texts);
    json.put("required", definition.required());
    json.put("unique", definition.mustBeUnique());
    json.put("external_id", definition.externalId());
    json.put("indexed", definition.indexed());
    json.put("readable", true);
    json.put("editable", isEditable);
    json.put("system", field.isSystem());
    json.put("searchable", field.isSearchable());
    json.put("sortable", isSortable(definition.type()) && isKnownToLists(model, object, field));
    defaultValue(json, definition);
    FormulaDefaults.of(model, object)
        .of(field)
        .flatMap(found -> FormulaDescription.of(found.formula(), definition.wire(), access, texts))
        .ifPresent(formula -> json.set("default_formula", formula));
    if (definition.calculation() instanceof Calculation.Rollup rollup) {
      json.put("aggregate", rollup.aggregate().wire());
    }
    if (definition.calculation() instanceof Calculation.Formula) {
      Formulas formulas = Formulas.of(model);
      Formulas.Typed typed = formulas.typed(object, field);
      Linked formula = Linked.of(formulas, List.of(new Linked.Root(typed.tree(), typed.blanks())));
      FormulaDescription.of(formula, definition.type().wire(), access, texts)
          .ifPresent(found -> json.set("formula", found));
    }
    return json;
  }

  private static void settings(ObjectNode json, FieldModel field, Texts texts) {
    switch (field.type()) {
      case FieldType.Text text -> json.put("length", text.length());
      case FieldType.LongText text -> json.put("length", text.length());
      case FieldType.RichText text -> json.put("length", text.length());
      case FieldType.Number number -> {
        if (!number.free()) {
          numeric(json, number);
        }
      }
      case FieldType.Currency number -> numeric(json, number);
      case FieldType.Percent number -> numeric(json, number);
      case FieldType.Picklist picklist -> choices(json, field, picklist.source(), texts);
      case FieldType.MultiPicklist picklist -> choices(json, field, picklist.source(), texts);
      case FieldType.Reference reference -> {
        ArrayNode to = json.putArray("to");
        reference.to().forEach(to::add);
        json.put("relationship", reference.relationship());
      }
      case FieldType.AutoNumber number -> json.put("format", number.format());
      case FieldType.Bool _,
          FieldType.Date _,
          FieldType.Datetime _,
          FieldType.Time _,
          FieldType.Duration _,
          FieldType.Email _,
          FieldType.Phone _,
          FieldType.Url _,
          FieldType.Address _,
          FieldType.Geolocation _,
          FieldType.File _,
          FieldType.Image _,
          FieldType.Json _ -> {}
    }
  }

  private static void numeric(ObjectNode json, FieldType.Numeric numeric) {
    json.put("precision", numeric.precision());
    json.put("scale", numeric.scale());
  }

  private static void choices(
      ObjectNode json, FieldModel field, PicklistSource source, Texts texts) {
    json.put("restricted", source.restricted());
    json.put("controlled_by", source.controlledBy());
    // A shared list is translated once, for all fields that use it.
    ComponentKey owner =
        source.valueSet() == null
            ? ComponentKey.of(field.definition())
            : new ComponentKey(Kind.VALUE_SET, source.valueSet());
    ArrayNode values = json.putArray("values");
    for (PicklistValue choice : field.choices()) {
      ObjectNode value = values.addObject();
      value.put("value", choice.value());
      value.put("label", texts.of(owner, "values/" + choice.value(), choice.shown()));
      value.put("color", choice.color());
      value.put("active", choice.active());
      value.put("default", choice.isDefault());
      ArrayNode when = value.putArray("when");
      choice.when().forEach(when::add);
    }
  }

  /** Whether PostgreSQL can work it out, so that lists can be filtered and sorted by it. */
  private static boolean isKnownToLists(TenantModel model, ObjectModel object, FieldModel field) {
    return PushDown.obstacle(model, Formulas.path(object, field)).isEmpty();
  }

  private static boolean isSortable(FieldType type) {
    return switch (type) {
      case FieldType.LongText _,
          FieldType.RichText _,
          FieldType.MultiPicklist _,
          FieldType.Address _,
          FieldType.Geolocation _,
          FieldType.File _,
          FieldType.Image _,
          FieldType.Json _ ->
          false;
      case FieldType.Text _,
          FieldType.Number _,
          FieldType.Currency _,
          FieldType.Percent _,
          FieldType.Bool _,
          FieldType.Date _,
          FieldType.Datetime _,
          FieldType.Time _,
          FieldType.Duration _,
          FieldType.Picklist _,
          FieldType.Reference _,
          FieldType.AutoNumber _,
          FieldType.Email _,
          FieldType.Phone _,
          FieldType.Url _ ->
          true;
    };
  }

  /** As a form takes it: typed like the field's values. */
  private static void defaultValue(ObjectNode json, FieldDefinition definition) {
    String literal = definition.defaultValue();
    if (literal == null) {
      json.putNull("default");
      return;
    }
    switch (definition.type()) {
      case FieldType.Bool _ -> json.put("default", Boolean.parseBoolean(literal));
      case FieldType.Number _, FieldType.Currency _, FieldType.Percent _ ->
          json.put("default", new BigDecimal(literal));
      case FieldType.MultiPicklist _ -> {
        ArrayNode values = json.putArray("default");
        for (String value : literal.split(";")) {
          if (!value.isBlank()) {
            values.add(value.strip());
          }
        }
      }
      default -> json.put("default", literal);
    }
  }
}
