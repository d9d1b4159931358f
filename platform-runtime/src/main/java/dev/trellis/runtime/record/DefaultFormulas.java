package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.DraftValues;
import dev.trellis.metadata.record.FormulaDefaults;
import dev.trellis.metadata.record.FormulaDefaults.Failed;
import dev.trellis.metadata.record.FormulaDefaults.Stage;
import dev.trellis.runtime.work.InTurn;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The step of the save pipeline that fills in defaults that are formulas. */
@ApplicationScoped
class DefaultFormulas {
  private final ReferenceResolver references;

  DefaultFormulas(ReferenceResolver references) {
    this.references = references;
  }

  Uni<Void> fillIn(Work work, ObjectModel object, List<Draft> drafts) {
    return InTurn.each(
        FormulaDefaults.of(work.model(), object).stages(), stage -> fillIn(work, stage, drafts));
  }

  private Uni<Void> fillIn(Work work, Stage stage, List<Draft> drafts) {
    List<Draft> wanting = drafts.stream().filter(stage::concerns).toList();
    if (wanting.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return RelatedReads.over(
            work, stage.related(), wanting, found -> apply(work, stage, wanting, found))
        // A default may lead to a record that its reader could not have named.
        .chain(() -> references.resolve(work.asPlatform(), wanting));
  }

  private static void apply(
      Work work, Stage stage, List<Draft> drafts, Map<UUID, @Nullable Object[]> found) {
    List<DraftValues> values =
        stage.defaults().stream()
            .map(
                each ->
                    new DraftValues(
                        each.formula(), stage.related(), RelatedReads.surroundings(work), found))
            .toList();
    for (Draft draft : drafts) {
      for (Failed failed : FormulaDefaults.apply(stage, draft, values)) {
        draft.refuse(
            FormulaFailures.violation(
                "/" + failed.cause().field().name(),
                "default_formula_failed",
                "field",
                failed.cause().field().name(),
                failed.cause().formula(),
                failed.error(),
                work.access()));
      }
    }
  }
}
