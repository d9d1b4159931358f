package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.storage.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The order of a list, down to the id, so that no two records are equal in it. */
final class Order {
  private Order() {}

  static List<SortTerm> terms(
      List<Compilation.Sort> sorts, ObjectModel object, Source source, FieldSql fields) {
    var terms = new ArrayList<SortTerm>();
    boolean descending = sorts.isEmpty();
    for (Compilation.Sort sort : sorts) {
      descending = sort.descending();
      FieldPath path = Objects.requireNonNull(sort.path());
      if (isId(path, object)) {
        break;
      }
      terms.addAll(fields.sortTerms(path, path.type(), sort.descending()));
    }
    terms.add(
        new SortTerm(source.column(Source.BASE, "id"), ColumnType.UUID, false, true, descending));
    return terms;
  }

  /** Ids begin with the millisecond of {@code created_at}: the primary key is that order. */
  private static boolean isId(FieldPath path, ObjectModel object) {
    String name = path.field().name();
    return path.steps().isEmpty()
        && (name.equals("id") || (name.equals("created_at") && !object.isPlatformObject()));
  }
}
