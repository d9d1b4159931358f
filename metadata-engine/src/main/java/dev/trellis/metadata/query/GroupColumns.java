package dev.trellis.metadata.query;

import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.query.RecordQuery.Aggregate;
import dev.trellis.metadata.query.RecordQuery.Fn;
import dev.trellis.metadata.query.RecordQuery.Group;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.sdk.component.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of a grouped query: its groups, then its aggregates. */
final class GroupColumns {
  private final RecordQuery query;
  private final Compilation compilation;
  private final FieldSql fields;
  private final Parameters parameters;
  private final String zone;
  private final Map<String, GroupColumn> columns = new LinkedHashMap<>();

  GroupColumns(
      RecordQuery query,
      Compilation compilation,
      FieldSql fields,
      Parameters parameters,
      String zone) {
    this.query = query;
    this.compilation = compilation;
    this.fields = fields;
    this.parameters = parameters;
    this.zone = zone;
  }

  /** By name; problems go to the compilation. */
  Map<String, GroupColumn> columns() {
    tooMany("/group_by", query.groups().size(), RecordQuery.MAX_GROUPS);
    tooMany("/aggregates", query.aggregates().size(), RecordQuery.MAX_AGGREGATES);
    for (int i = 0; i < query.groups().size(); i++) {
      String pointer = "/group_by/" + i;
      add(pointer, group(query.groups().get(i), pointer));
    }
    for (int i = 0; i < query.aggregates().size(); i++) {
      String pointer = "/aggregates/" + i;
      add(pointer, aggregate(query.aggregates().get(i), pointer));
    }
    return columns;
  }

  private void tooMany(String pointer, int count, int max) {
    if (count > max) {
      compilation.add(pointer, "too_many", "max", max);
    }
  }

  private void add(String pointer, @Nullable GroupColumn column) {
    if (column != null && columns.putIfAbsent(column.name(), column) != null) {
      compilation.add(pointer + "/as", "duplicate_name", "name", column.name());
    }
  }

  private String alias() {
    return "c" + columns.size();
  }

  private @Nullable GroupColumn group(Group group, String pointer) {
    FieldPath path = compilation.path(group.field(), pointer);
    if (path == null) {
      return null;
    }
    ValueType type = path.type();
    if (compilation.refuseUnknown(path, pointer)) {
      return null;
    }
    if (!isGroupable(path, type)) {
      compilation.add(pointer, "not_groupable", "field", group.field());
      return null;
    }
    List<String> names = group.as() == null ? path.names() : List.of(group.as());
    String name = String.join(".", names);
    if (group.by() != null) {
      return period(group, path, type, name, names, pointer);
    }
    Stored stored = fields.stored(path, type);
    String alias = alias();
    return new GroupColumn(
        name,
        names,
        alias,
        true,
        type == ValueType.BOOLEAN ? stored.valueSql() : stored.sql(),
        type == ValueType.TEXT ? fields.sortTerms(path, type, false).getFirst().sql() : null,
        type == ValueType.PICKLIST ? fields.position(path.field(), "g." + alias) : null,
        type,
        stored.type(),
        stored.shift(),
        reading(path, type));
  }

  private @Nullable GroupColumn period(
      Group group,
      FieldPath path,
      ValueType type,
      String name,
      List<String> names,
      String pointer) {
    if (type != ValueType.DATE && type != ValueType.DATETIME) {
      compilation.add(pointer + "/by", "wants_date", "field", group.field());
      return null;
    }
    String unit = Quoted.text(Objects.requireNonNull(group.by()).sql());
    String sql = fields.stored(path, type).sql();
    // A date has no zone; an instant falls on a day in the tenant's.
    String local =
        sql
            + " AT TIME ZONE "
            + (type == ValueType.DATE ? "'UTC'" : parameters.add(zone, ColumnType.TEXT));
    return new GroupColumn(
        name,
        names,
        alias(),
        true,
        "date_trunc(" + unit + ", " + local + ") AT TIME ZONE 'UTC'",
        null,
        null,
        ValueType.DATE,
        ColumnType.TIME,
        0,
        new Reading.Day());
  }

  private static boolean isGroupable(FieldPath path, ValueType type) {
    boolean overflow = path.field().storage() instanceof Storage.Overflow;
    return switch (type) {
      case TEXT ->
          !(path.field().type() instanceof FieldType.LongText)
              && !(path.field().type() instanceof FieldType.RichText);
      case NUMBER -> !(overflow && path.field().type() instanceof FieldType.Duration);
      case BOOLEAN, DATE, DATETIME, PICKLIST, REFERENCE -> true;
      case TIME, MULTI_PICKLIST -> !overflow;
      case LOCATION, OPAQUE, NULL -> false;
    };
  }

  /** Overflow values come typed, not as the document has them. */
  static Reading reading(FieldPath path, ValueType type) {
    if (path.part() == null && !(path.field().storage() instanceof Storage.Overflow)) {
      return new Reading.Stored(path.field());
    }
    return switch (type) {
      case NUMBER -> new Reading.Decimal();
      case BOOLEAN -> new Reading.Flag();
      case DATE -> new Reading.Day();
      case DATETIME -> new Reading.Moment();
      case REFERENCE -> new Reading.Id();
      case TEXT, PICKLIST, MULTI_PICKLIST, TIME, LOCATION, OPAQUE, NULL -> new Reading.Text();
    };
  }

  private @Nullable GroupColumn aggregate(Aggregate aggregate, String pointer) {
    if (!aggregate.as().matches("[A-Za-z_][A-Za-z0-9_]{0,62}")) {
      compilation.add(pointer + "/as", "bad_result_name", "name", aggregate.as());
      return null;
    }
    if (aggregate.field() == null) {
      if (aggregate.fn() == Fn.COUNT) {
        return number(aggregate.as(), "count(*)", ColumnType.LONG, 0, new Reading.Whole());
      }
      compilation.add(pointer + "/field", "required");
      return null;
    }
    FieldPath path = compilation.path(aggregate.field(), pointer + "/field");
    if (path == null) {
      return null;
    }
    ValueType type = path.type();
    if (compilation.refuseUnknown(path, pointer + "/field")) {
      return null;
    }
    if (!fits(aggregate.fn(), path, type)) {
      compilation.add(
          pointer + "/field",
          "not_aggregatable",
          "field",
          aggregate.field(),
          "fn",
          aggregate.fn().name().toLowerCase(Locale.ROOT),
          "got",
          path.field().type().wire());
      return null;
    }
    return of(aggregate, path, fields.stored(path, type), type);
  }

  private GroupColumn of(Aggregate aggregate, FieldPath path, Stored stored, ValueType type) {
    int percent = path.field().type() instanceof FieldType.Percent ? 2 : 0;
    String counted = type == ValueType.BOOLEAN ? stored.valueSql() : stored.sql();
    String as = aggregate.as();
    return switch (aggregate.fn()) {
      case COUNT -> number(as, "count(" + counted + ")", ColumnType.LONG, 0, new Reading.Whole());
      case COUNT_DISTINCT ->
          number(as, "count(DISTINCT " + counted + ")", ColumnType.LONG, 0, new Reading.Whole());
      case SUM ->
          number(
              as,
              shown("sum(" + counted + ")", stored, percent),
              ColumnType.NUMERIC,
              percent,
              new Reading.Decimal());
      case AVG ->
          number(
              as,
              shown("avg(" + counted + ")", stored, percent),
              ColumnType.NUMERIC,
              percent,
              new Reading.Decimal());
      case MIN, MAX ->
          new GroupColumn(
              as,
              List.of(as),
              alias(),
              false,
              aggregate.fn() + "(" + counted + ")",
              null,
              null,
              type,
              stored.type(),
              stored.shift(),
              reading(path, type));
    };
  }

  /** From scaled whole numbers to the decimals that the field shows; exact. */
  static String shown(String sql, Stored stored, int percent) {
    int scale = stored.shift() - percent;
    return scale == 0 ? sql : "(" + sql + " * 1e-" + scale + "::numeric)";
  }

  private GroupColumn number(String as, String sql, ColumnType type, int shift, Reading reading) {
    return new GroupColumn(
        as, List.of(as), alias(), false, sql, null, null, ValueType.NUMBER, type, shift, reading);
  }

  private static boolean fits(Fn fn, FieldPath path, ValueType type) {
    return switch (fn) {
      case COUNT -> type != ValueType.NULL;
      case COUNT_DISTINCT -> isGroupable(path, type);
      case SUM, AVG ->
          path.field().type() instanceof FieldType.Numeric
              || path.part() != null && type == ValueType.NUMBER;
      case MIN, MAX ->
          switch (type) {
            case NUMBER, DATE, DATETIME, TIME, TEXT -> isGroupable(path, type);
            case BOOLEAN, PICKLIST, MULTI_PICKLIST, REFERENCE, LOCATION, OPAQUE, NULL -> false;
          };
    };
  }
}
