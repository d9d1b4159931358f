package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Work.Validation;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The end of the save pipeline: what passed every check takes its unique values and numbers and is
 * written, roll-ups follow, and the rules of the records that have these have the last word.
 */
@ApplicationScoped
class WriteStep {
  /**
   * How often records are written anew without those that a parent refused. Each time may bring
   * other refusals to light, so without a bound ten thousand records would be written ten thousand
   * times.
   */
  static final int MAX_ATTEMPTS = 3;

  static final String BEGIN = "SAVEPOINT asking_parents";
  static final String UNDO = "ROLLBACK TO SAVEPOINT asking_parents";

  private final UniqueClaims uniqueClaims;
  private final AutoNumbers autoNumbers;
  private final RecordWriter writer;
  private final RollupKeeper rollups;

  WriteStep(
      UniqueClaims uniqueClaims,
      AutoNumbers autoNumbers,
      RecordWriter writer,
      RollupKeeper rollups) {
    this.uniqueClaims = uniqueClaims;
    this.autoNumbers = autoNumbers;
    this.writer = writer;
    this.rollups = rollups;
  }

  /**
   * The records of one save.
   *
   * @param key by which it was decided what is new; a new record that loses its key to another
   *     transaction is not new any more, so all is to be decided again
   */
  record Save(
      Work work,
      ObjectModel object,
      List<Draft> drafts,
      SaveResults results,
      RecordPipeline.Atomicity atomicity,
      @Nullable FieldModel key) {
    List<Draft> live() {
      return drafts.stream().filter(draft -> !draft.isRefused()).toList();
    }

    void settle() {
      drafts.forEach(results::refuseIfViolated);
      results.settle(atomicity);
    }
  }

  Uni<Void> write(Save save) {
    save.settle();
    return AutoNumbers.areUnique(save.object())
        // A number that is lost with its record leaves a gap here, as it has to be known first.
        ? number(save).chain(() -> claimAndWrite(save))
        : claimAndWrite(save);
  }

  private Uni<Void> claimAndWrite(Save save) {
    return switch (save.atomicity()) {
      case ALL_OR_NONE -> {
        // Whatever else it takes may be under way already: a claim that is lost undoes all of it.
        Uni<Void> claimed = claim(save);
        yield numberAndWrite(save).chain(() -> claimed).invoke(save::settle);
      }
      case EACH ->
          save.work().validation() == Validation.ENFORCED
                  && ParentRules.watch(save.work().model(), save.object())
              ? writeUnlessRefused(save, 1)
              : claimAndWriteEach(save);
    };
  }

  private Uni<Void> claimAndWriteEach(Save save) {
    return claim(save).invoke(save::settle).chain(() -> numberAndWrite(save));
  }

  /**
   * What a parent's rule refuses has been written by then, as the rule is about what comes of it.
   * So all of it is taken back, and written again without those records.
   */
  private Uni<Void> writeUnlessRefused(Save save, int attempt) {
    save.work().tx().query(BEGIN);
    return claim(save)
        .invoke(save::settle)
        .chain(
            () -> {
              List<Draft> written = save.live();
              return numberAndWrite(save)
                  .chain(
                      () ->
                          written.stream().anyMatch(Draft::isRefused)
                              ? writeAgain(save, attempt)
                              : Uni.createFrom().voidItem());
            });
  }

  private Uni<Void> writeAgain(Save save, int attempt) {
    save.work().tx().query(UNDO);
    if (attempt == MAX_ATTEMPTS) {
      save.live().forEach(draft -> draft.refuse(Violation.of("", "parents_keep_refusing")));
    }
    save.settle();
    return save.live().isEmpty()
        ? Uni.createFrom().voidItem()
        : writeUnlessRefused(save, attempt + 1);
  }

  private Uni<Void> claim(Save save) {
    return uniqueClaims
        .claim(save.work(), save.object(), save.live())
        .invoke(
            () -> {
              if (save.key() != null) {
                requireKeys(save.drafts(), save.key());
              }
            });
  }

  private static void requireKeys(List<Draft> drafts, FieldModel key) {
    boolean isLost =
        drafts.stream()
            .filter(Draft::isInsert)
            .flatMap(draft -> draft.violations().stream())
            .anyMatch(
                violation ->
                    violation.code().equals("duplicate_value")
                        && violation.pointer().equals("/" + key.name()));
    if (isLost) {
      throw PlatformException.of(ErrorCode.CONFLICT, "concurrent_change");
    }
  }

  private Uni<Void> number(Save save) {
    return autoNumbers.number(
        save.work(), save.object(), save.live().stream().filter(Draft::isInsert).toList());
  }

  private Uni<Void> numberAndWrite(Save save) {
    List<Draft> live = save.live();
    Uni<Void> numbered =
        AutoNumbers.areUnique(save.object()) ? Uni.createFrom().voidItem() : number(save);
    return numbered
        .invoke(() -> writer.write(save.work(), save.object(), live, save.results()))
        .chain(() -> rollups.saved(save.work(), save.object(), live))
        .invoke(objections -> hear(save, live, objections))
        .invoke(() -> writer.noteSkipped(save.work(), save.object(), live))
        .replaceWithVoid();
  }

  private static void hear(Save save, List<Draft> written, List<Objection> objections) {
    if (objections.isEmpty()) {
      return;
    }
    Map<UUID, Draft> byId =
        written.stream().collect(Collectors.toMap(Draft::id, Function.identity()));
    for (Objection objection : objections) {
      Draft draft = byId.get(objection.cause().record());
      if (save.work().validation() == Validation.OVERRIDDEN) {
        draft.warn(ValidationCheck.skipped(objection.broken()));
      } else {
        draft.refuse(objection.ofSaved(save.work(), save.object()));
      }
    }
  }
}
