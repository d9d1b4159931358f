package dev.trellis.runtime.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import java.util.function.Predicate;

/**
 * A tenant's objects, as far as the caller may see them, as an OpenAPI 3.1 document: what client
 * generators and tools want.
 */
final class TenantOpenApi {
  private static final String JSON = "application/json";

  private final Work work;
  private final ObjectNode root = Json.MAPPER.createObjectNode();
  private final ObjectNode paths;
  private final ObjectNode schemas;

  private TenantOpenApi(Work work) {
    this.work = work;
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", work.model().settings().company());
    info.put("version", "revision-" + work.model().revision());
    root.putArray("servers").addObject().put("url", "/api/v1");
    root.putArray("security").addObject().putArray("bearer");
    paths = root.putObject("paths");
    ObjectNode components = root.putObject("components");
    components
        .putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer");
    schemas = components.putObject("schemas");
  }

  static ObjectNode of(Work work) {
    var document = new TenantOpenApi(work);
    work.model().objects().values().stream()
        .filter(object -> !object.isPlatformObject())
        .filter(object -> work.access().can(object, ObjectPermission.READ))
        .forEach(document::add);
    return document.root;
  }

  private void add(ObjectModel object) {
    String name = object.name();
    schemas.set(name, schema(object, field -> work.access().canRead(object, field)));
    schemas.set(
        name + "_input",
        schema(object, field -> field.isWritable() && work.access().canEdit(object, field)));
    ObjectNode many = paths.putObject("/records/" + name);
    ObjectNode list = operation(many, "get", "list_" + name, object);
    for (String parameter : new String[] {"filter", "q", "sort", "fields", "cursor", "count"}) {
      parameter(list, parameter, "query", "string");
    }
    parameter(list, "limit", "query", "integer");
    ObjectNode page = answer(list, "200");
    page.put("type", "object");
    ObjectNode properties = page.putObject("properties");
    properties
        .putObject("records")
        .put("type", "array")
        .putObject("items")
        .put("$ref", "#/components/schemas/" + name);
    nullable(properties.putObject("next_cursor"), "string");
    ObjectNode one = paths.putObject("/records/" + name + "/{id}");
    ObjectNode read = operation(one, "get", "read_" + name, object);
    parameter(read, "id", "path", "string").put("required", true);
    answer(read, "200").put("$ref", "#/components/schemas/" + name);
    if (work.access().can(object, ObjectPermission.CREATE)) {
      ObjectNode create = operation(many, "post", "create_" + name, object);
      body(create, name);
      answer(create, "201").put("$ref", "#/components/schemas/" + name);
    }
    if (work.access().can(object, ObjectPermission.EDIT)) {
      ObjectNode update = operation(one, "patch", "update_" + name, object);
      parameter(update, "id", "path", "string").put("required", true);
      body(update, name);
      answer(update, "200").put("$ref", "#/components/schemas/" + name);
    }
    if (work.access().can(object, ObjectPermission.DELETE)) {
      ObjectNode delete = operation(one, "delete", "delete_" + name, object);
      parameter(delete, "id", "path", "string").put("required", true);
      delete.putObject("responses").putObject("204").put("description", "Deleted");
    }
  }

  private static ObjectNode operation(
      ObjectNode path, String method, String id, ObjectModel object) {
    ObjectNode operation = path.putObject(method);
    operation.put("operationId", id);
    operation.putArray("tags").add(object.definition().label().in("en"));
    operation.putArray("parameters");
    return operation;
  }

  private static ObjectNode parameter(ObjectNode operation, String name, String in, String type) {
    ObjectNode parameter = operation.withArray("parameters").addObject();
    parameter.put("name", name).put("in", in).putObject("schema").put("type", type);
    return parameter;
  }

  private static void body(ObjectNode operation, String object) {
    ObjectNode body = operation.putObject("requestBody").put("required", true);
    body.putObject("content")
        .putObject(JSON)
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + object + "_input");
  }

  private static ObjectNode answer(ObjectNode operation, String status) {
    ObjectNode response = operation.putObject("responses").putObject(status);
    response.put("description", "OK");
    return response.putObject("content").putObject(JSON).putObject("schema");
  }

  private ObjectNode schema(ObjectModel object, Predicate<FieldModel> included) {
    ObjectNode schema = Json.MAPPER.createObjectNode();
    schema.put("type", "object");
    schema.put("title", object.definition().label().in("en"));
    ObjectNode properties = schema.putObject("properties");
    object.fields().stream()
        .filter(field -> !field.name().equals(SystemFields.DELETED_AT))
        .filter(included)
        .forEach(field -> describe(properties.putObject(field.name()), field));
    return schema;
  }

  private static void describe(ObjectNode json, FieldModel field) {
    json.put("title", field.definition().label().in("en"));
    switch (field.type()) {
      case FieldType.Text(int length) -> nullable(json, "string").put("maxLength", length);
      case FieldType.LongText(int length) -> nullable(json, "string").put("maxLength", length);
      case FieldType.RichText(int length) -> nullable(json, "string").put("maxLength", length);
      case FieldType.Number _, FieldType.Currency _, FieldType.Percent _ ->
          nullable(json, "number");
      case FieldType.Bool _ -> json.put("type", "boolean");
      case FieldType.Date _ -> nullable(json, "string").put("format", "date");
      case FieldType.Datetime _ -> nullable(json, "string").put("format", "date-time");
      case FieldType.Time _ -> nullable(json, "string").put("format", "time");
      case FieldType.Duration _ -> nullable(json, "string").put("format", "duration");
      case FieldType.Picklist picklist -> {
        nullable(json, "string");
        if (picklist.source().restricted()) {
          values(json.putArray("enum"), field).addNull();
        }
      }
      case FieldType.MultiPicklist picklist -> {
        ObjectNode items = nullable(json, "array").putObject("items").put("type", "string");
        if (picklist.source().restricted()) {
          values(items.putArray("enum"), field);
        }
      }
      case FieldType.Reference _, FieldType.File _, FieldType.Image _ ->
          nullable(json, "string").put("format", "uuid");
      case FieldType.Email _ -> nullable(json, "string").put("format", "email");
      case FieldType.Url _ -> nullable(json, "string").put("format", "uri");
      case FieldType.AutoNumber _, FieldType.Phone _ -> nullable(json, "string");
      case FieldType.Address _, FieldType.Geolocation _ -> nullable(json, "object");
      case FieldType.Json _ -> json.put("description", "any JSON");
    }
  }

  private static ArrayNode values(ArrayNode values, FieldModel field) {
    field.choices().stream()
        .filter(PicklistValue::active)
        .map(PicklistValue::value)
        .forEach(values::add);
    return values;
  }

  private static ObjectNode nullable(ObjectNode json, String type) {
    json.putArray("type").add(type).add("null");
    return json;
  }
}
