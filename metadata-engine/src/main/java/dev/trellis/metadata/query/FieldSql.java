package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.value.StoredValues;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import java.util.List;
import java.util.stream.Collectors;

/** Fields as SQL, over a {@link Source}. */
final class FieldSql {
  /** Lower case as Java and {@code SortKey} know it; the slots' own collation only knows ASCII. */
  private static final String LOWER_COLLATION = " COLLATE \"pg_c_utf8\"";

  private final Source source;
  private final Parameters parameters;
  private final FormulaSql formulas;

  FieldSql(QueryScope scope, Source source, Parameters parameters) {
    this.source = source;
    this.parameters = parameters;
    this.formulas = new FormulaSql(scope, this, parameters);
  }

  Stored stored(FieldPath path, ValueType type) {
    if (path.owners().size() > 1) {
      String any =
          path.owners().stream()
              .map(owner -> simple(path, owner, type).sql())
              .collect(Collectors.joining(", ", "coalesce(", ")"));
      return Stored.plain(any, type, path.field().storage().type(), 0);
    }
    return simple(path, path.owner(), type);
  }

  private Stored simple(FieldPath path, ObjectModel owner, ValueType type) {
    FieldModel field = owner.require(path.field().name());
    if (field.isComputed()) {
      return formulas.shown(path, type);
    }
    String alias = source.alias(path, owner);
    if (path.part() != null) {
      String sql = document(alias, field) + "->>" + Quoted.text(path.part());
      return type == ValueType.NUMBER
          ? Stored.plain("(" + sql + ")::numeric", type, ColumnType.NUMERIC, 0)
          : Stored.plain("(" + sql + ")", type, ColumnType.TEXT, 0);
    }
    int percent = field.type() instanceof FieldType.Percent ? 2 : 0;
    return switch (field.storage()) {
      case Storage.Computed _ -> throw notStored(field);
      case Storage.Column column -> column(alias, field, column, type, percent);
      case Storage.Overflow overflow -> overflow(alias, overflow, field, type, percent);
    };
  }

  private Stored column(
      String alias, FieldModel field, Storage.Column column, ValueType type, int percent) {
    String sql = source.column(alias, column.column());
    int scale =
        column.type() == ColumnType.LONG && field.type() instanceof FieldType.Numeric numeric
            ? numeric.scale()
            : 0;
    String indexed = column.hasIndex() ? column.indexed() : null;
    if (indexed == null || indexed.equals(column.column())) {
      return new Stored(sql, type, column.type(), scale + percent, null, indexed != null);
    }
    return new Stored(
        sql, type, column.type(), scale + percent, source.column(alias, indexed), true);
  }

  private Stored overflow(
      String alias, Storage.Overflow overflow, FieldModel field, ValueType type, int percent) {
    String text =
        "(" + source.column(alias, "overflow") + "->>" + Quoted.text(overflow.key()) + ")";
    return switch (type) {
      case NUMBER ->
          field.type() instanceof FieldType.Duration
              ? Stored.plain(
                  "extract(epoch FROM " + text + "::interval)", type, ColumnType.NUMERIC, 0)
              : Stored.plain(text + "::numeric", type, ColumnType.NUMERIC, percent);
      case BOOLEAN -> Stored.plain(text + "::boolean", type, ColumnType.BOOL, 0);
      case DATE ->
          Stored.plain("(" + text + "::timestamp AT TIME ZONE 'UTC')", type, ColumnType.TIME, 0);
      case DATETIME -> Stored.plain(text + "::timestamptz", type, ColumnType.TIME, 0);
      case TIME ->
          Stored.plain(
              "(extract(epoch FROM " + text + "::time) * 1000)::bigint", type, ColumnType.LONG, 0);
      case REFERENCE -> Stored.plain(text + "::uuid", type, ColumnType.UUID, 0);
      case MULTI_PICKLIST ->
          // As slots have it; in the document it is an array.
          Stored.plain(
              "(';' || (SELECT string_agg(v, ';') || ';' FROM jsonb_array_elements_text("
                  + source.column(alias, "overflow")
                  + "->"
                  + Quoted.text(overflow.key())
                  + ") AS v))",
              type,
              ColumnType.TEXT,
              0);
      case TEXT, PICKLIST, LOCATION, OPAQUE, NULL -> Stored.plain(text, type, ColumnType.TEXT, 0);
    };
  }

  private String document(String alias, FieldModel field) {
    return switch (field.storage()) {
      case Storage.Column column -> source.column(alias, column.column());
      case Storage.Overflow overflow ->
          source.column(alias, "overflow") + "->" + Quoted.text(overflow.key());
      case Storage.Computed _ -> throw notStored(field);
    };
  }

  private static IllegalStateException notStored(FieldModel field) {
    return new IllegalStateException(field.name() + " is computed");
  }

  /** A column of the answer. */
  String select(FieldPath path) {
    ColumnType type = path.field().storage().type();
    if (path.part() != null || path.owners().size() > 1) {
      return stored(path, partType(path)).sql();
    }
    String alias = source.alias(path, path.owner());
    return switch (path.field().storage()) {
      case Storage.Column column ->
          source.column(alias, column.column()) + (type == ColumnType.JSON ? "::text" : "");
      case Storage.Overflow _ -> "(" + document(alias, path.field()) + ")::text";
      case Storage.Computed _ -> throw notStored(path.field());
    };
  }

  static Reading reading(FieldPath path) {
    if (path.part() != null) {
      return partType(path) == ValueType.NUMBER ? new Reading.Decimal() : new Reading.Text();
    }
    return new Reading.Stored(path.field());
  }

  private static ValueType partType(FieldPath path) {
    return path.part() != null && path.field().type() instanceof FieldType.Geolocation
        ? ValueType.NUMBER
        : ValueType.TEXT;
  }

  /** What records sort by for one field; empty where that makes no sense. */
  List<SortTerm> sortTerms(FieldPath path, ValueType type, boolean descending) {
    FieldModel field = path.field();
    Stored stored = stored(path, type);
    boolean own = path.steps().isEmpty();
    return switch (type) {
      case NUMBER, DATE, DATETIME, TIME, REFERENCE ->
          stored.key() == null
              ? List.of(term(stored.sql(), stored.type(), own && stored.isIndexed(), descending))
              // The key is the value cut to six places: it leads to the index, the value decides.
              : List.of(
                  term(stored.key(), ColumnType.LONG, own, descending),
                  term(stored.sql(), stored.type(), false, descending));
      case BOOLEAN ->
          List.of(new SortTerm(stored.valueSql(), ColumnType.BOOL, false, false, descending));
      case PICKLIST ->
          List.of(term(position(field, stored.sql()), ColumnType.INT, false, descending));
      case MULTI_PICKLIST -> List.of(term(stored.sql(), ColumnType.TEXT, false, descending));
      case TEXT -> isLong(field) ? List.of() : List.of(textTerm(path, stored, own, descending));
      case LOCATION, OPAQUE, NULL -> List.of();
    };
  }

  private SortTerm textTerm(FieldPath path, Stored stored, boolean own, boolean descending) {
    FieldModel field = path.field();
    if (stored.key() != null) {
      return term(stored.key(), ColumnType.TEXT, own, descending);
    }
    String lower = "lower(" + stored.sql() + LOWER_COLLATION + ")";
    if (path.owners().size() == 1
        && path.part() == null
        && field.storage() instanceof Storage.Column column
        && column.type() == ColumnType.TEXT
        && !path.owner().isPlatformObject()
        && StoredValues.hasSortKey(field.type())) {
      String alias = source.alias(path, path.owner());
      String keys = source.column(alias, "keys");
      lower = "coalesce(" + keys + "->>" + Quoted.text(column.column()) + ", " + lower + ")";
    }
    return term(lower + " COLLATE \"C\"", ColumnType.TEXT, false, descending);
  }

  /** Picklists sort as their values are listed; values that left the list come after it. */
  String position(FieldModel field, String sql) {
    String[] values = field.choices().stream().map(PicklistValue::value).toArray(String[]::new);
    return "CASE WHEN "
        + sql
        + " IS NOT NULL THEN coalesce(array_position("
        + parameters.add(values, "text[]")
        + ", "
        + sql
        + "), "
        + (values.length + 1)
        + ") END";
  }

  private static SortTerm term(String sql, ColumnType type, boolean indexed, boolean descending) {
    return new SortTerm(sql, type, true, indexed, descending);
  }

  private static boolean isLong(FieldModel field) {
    return field.type() instanceof FieldType.LongText || field.type() instanceof FieldType.RichText;
  }
}
