package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.DraftValues;
import dev.trellis.metadata.record.RequiredOnLayout;
import dev.trellis.metadata.record.Saver;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * The step of the save pipeline that asks for what layouts require. Only records that lack
 * something cost a look at what their layouts' conditions read of other records.
 */
final class LayoutCheck {
  private LayoutCheck() {}

  static Uni<Void> check(Work work, ObjectModel object, List<Draft> drafts, Saver saver) {
    RequiredOnLayout required = RequiredOnLayout.of(work.model(), object);
    List<Draft> lacking = drafts.stream().filter(draft -> required.concerns(draft, saver)).toList();
    if (lacking.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return RelatedReads.over(
        work,
        required.related(),
        lacking,
        found -> {
          DraftValues source = required.over(RelatedReads.surroundings(work), found);
          lacking.forEach(draft -> required.check(draft, saver, source));
        });
  }
}
