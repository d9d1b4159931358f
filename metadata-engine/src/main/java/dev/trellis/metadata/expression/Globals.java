package dev.trellis.metadata.expression;

import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.CustomLabels;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.sdk.component.RecordTypeDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What names that begin with {@code $} stand for, seen from one object. */
final class Globals {
  /** The beginning of Salesforce's calendar. */
  private static final Instant ORIGIN = Instant.parse("1900-01-01T00:00:00Z");

  /** Without a meaning here; each says why in a message of its own. */
  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry("$setup", "global_setup"),
          Map.entry("$custommetadata", "global_setup"),
          Map.entry("$api", "global_api"),
          Map.entry("$objecttype", "global_object_type"),
          Map.entry("$profile", "global_profile"),
          Map.entry("$userrole", "global_role"),
          Map.entry("$action", "global_action"),
          Map.entry("$client", "global_page"),
          Map.entry("$component", "global_page"),
          Map.entry("$currentpage", "global_page"),
          Map.entry("$network", "global_page"),
          Map.entry("$page", "global_page"),
          Map.entry("$request", "global_page"),
          Map.entry("$resource", "global_page"),
          Map.entry("$scontrol", "global_page"),
          Map.entry("$site", "global_page"),
          Map.entry("$credential", "global_flow"),
          Map.entry("$flow", "global_flow"),
          Map.entry("$record", "global_flow"),
          Map.entry("$record__prior", "global_flow"));

  private Globals() {}

  static Expression of(TenantModel model, ObjectModel object, Scope scope, Syntax.Path path) {
    return switch (path.segments().getFirst().toLowerCase(Locale.ROOT)) {
      case "$recordtype" -> recordType(model, object, scope, path);
      case Global.Permission.PREFIX -> permission(model, path);
      case Global.Label.PREFIX -> label(model, path);
      default ->
          Global.Known.named(path.text())
              .<Expression>map(known -> reference(known, path))
              .orElseGet(() -> common(path));
    };
  }

  /** Those that need no model. */
  static Expression common(Syntax.Path path) {
    if (path.text().equalsIgnoreCase("$System.OriginDateTime")) {
      return new Expression.Constant(ORIGIN, ValueType.DATETIME, path.at());
    }
    throw unknown(path);
  }

  /** A permission or label of any name: whether there is such a one depends on the tenant. */
  static Optional<Global> named(Syntax.Path path) {
    List<String> segments = path.segments();
    String name = segments.getLast().toLowerCase(Locale.ROOT);
    String kind = segments.size() == 2 ? segments.getFirst().toLowerCase(Locale.ROOT) : "";
    return switch (kind) {
      case Global.Permission.PREFIX -> Optional.of(new Global.Permission(name));
      case Global.Label.PREFIX -> Optional.of(new Global.Label(name));
      default -> Global.Known.named(path.text()).map(Global.class::cast);
    };
  }

  /** Whether it is known that it has no meaning anywhere here. */
  static boolean isRefused(Syntax.Path path) {
    return REFUSED.containsKey(path.segments().getFirst().toLowerCase(Locale.ROOT));
  }

  private static ExpressionException unknown(Syntax.Path path) {
    String kind = path.segments().getFirst().toLowerCase(Locale.ROOT);
    return ExpressionException.at(
        path.at(), REFUSED.getOrDefault(kind, "unknown_global"), "name", path.text());
  }

  private static Expression.Reference reference(Global global, Syntax.Path path) {
    return new Expression.Reference(new Binding.OfGlobal(global), global.type(), path.at());
  }

  private static Expression permission(TenantModel model, Syntax.Path path) {
    String name = path.segments().getLast().toLowerCase(Locale.ROOT);
    boolean exists =
        path.segments().size() == 2
            && (SystemPermission.isNamed(name) || model.permissionSets().containsKey(name));
    if (!exists) {
      throw ExpressionException.at(path.at(), "unknown_permission", "name", path.text());
    }
    return reference(new Global.Permission(name), path);
  }

  private static Expression label(TenantModel model, Syntax.Path path) {
    String name = path.segments().getLast().toLowerCase(Locale.ROOT);
    if (path.segments().size() != 2 || !CustomLabels.of(model).has(name)) {
      throw ExpressionException.at(path.at(), "unknown_label", "name", path.text());
    }
    return reference(new Global.Label(name), path);
  }

  /** The record's own type: its name, or its label in the tenant's language. */
  private static Expression recordType(
      TenantModel model, ObjectModel object, Scope scope, Syntax.Path path) {
    Position at = path.at();
    Expression held = scope.resolve(new Syntax.Path(List.of(SystemFields.RECORD_TYPE), at));
    return switch (path.text().toLowerCase(Locale.ROOT)) {
      case "$recordtype.developername", "$recordtype.id" ->
          new Expression.Call(Function.TEXT_OF, List.of(held), ValueType.TEXT, at);
      case "$recordtype.name" -> label(held, object.recordTypes(), model.settings().locale(), at);
      default -> throw unknown(path);
    };
  }

  private static Expression label(
      Expression held, List<RecordTypeDefinition> types, String language, Position at) {
    var blank = new Expression.Constant(null, ValueType.TEXT, at);
    if (types.isEmpty()) {
      return blank;
    }
    var arguments = new ArrayList<Expression>();
    arguments.add(held);
    for (RecordTypeDefinition type : types) {
      arguments.add(new Expression.Constant(type.localName(), ValueType.TEXT, at));
      arguments.add(new Expression.Constant(type.label().in(language), ValueType.TEXT, at));
    }
    arguments.add(blank);
    return new Expression.Call(Function.CASE, arguments, ValueType.TEXT, at);
  }
}
