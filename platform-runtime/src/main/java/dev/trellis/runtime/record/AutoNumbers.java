package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.AutoNumberFormat;
import dev.trellis.metadata.record.Draft;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.component.FieldType;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers new records. The counter is a row that the transaction locks until it ends, so numbers
 * have no gaps and none is given twice: what rolls back never had its number. The price is that
 * creations in one object with an auto-number run one after another.
 */
@ApplicationScoped
class AutoNumbers {
  private static final String TAKE =
      "INSERT INTO auto_number AS a (tenant_id, object_id, field_id, next) VALUES ($1, $2, $3, 1 + $4)"
          + " ON CONFLICT (tenant_id, object_id, field_id) DO UPDATE SET next = a.next + $4 RETURNING a.next - $4 AS first";

  /** Whether a number has to be known before unique values are claimed. */
  static boolean areUnique(ObjectModel object) {
    return object.autoNumbers().stream().anyMatch(field -> field.definition().mustBeUnique());
  }

  Uni<Void> number(Work work, ObjectModel object, List<Draft> inserts) {
    var takes = new ArrayList<Uni<Void>>();
    LocalDate today = work.now().atZone(work.model().settings().timeZone()).toLocalDate();
    for (FieldModel field : object.autoNumbers()) {
      if (field.type() instanceof FieldType.AutoNumber(String format) && !inserts.isEmpty()) {
        var numbers = AutoNumberFormat.parse(format);
        takes.add(
            work.tx()
                .query(
                    TAKE, Tuple.of(work.tenantId(), object.id(), field.id(), (long) inserts.size()))
                .invoke(
                    rows -> {
                      long next = rows.iterator().next().getLong("first");
                      for (Draft draft : inserts) {
                        draft.set(field, numbers.format(next++, today));
                      }
                    })
                .replaceWithVoid());
      }
    }
    return takes.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(takes).andFailFast().replaceWithVoid();
  }
}
