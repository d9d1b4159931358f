package dev.trellis.runtime.record;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.record.Defaults;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.DraftReader;
import dev.trellis.metadata.record.RecordRules;
import dev.trellis.metadata.record.Saver;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.runtime.duplicate.DuplicateCheck;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.View;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Work.Validation;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which records are saved, for one record or ten thousand: authorise → coerce and
 * default → references → formula defaults → rules → duplicates → unique values and numbers → write
 * → history, search, change feed → roll-ups and their parents' rules. API, import, merge and
 * whatever comes later all go through here, within the transaction of their {@link Work}.
 *
 * <p>A record with violations takes no further part and does not harm the others; whether the
 * others are written all the same is the caller's choice ({@link Atomicity}).
 */
@ApplicationScoped
public class RecordPipeline {
  private final UuidV7 ids = new UuidV7();
  private final ReferenceResolver references;
  private final DefaultFormulas defaults;
  private final ValidationCheck validation;
  private final FileAttachments files;
  private final DuplicateCheck duplicates;
  private final RecordWriter writer;
  private final WriteStep write;

  RecordPipeline(
      ReferenceResolver references,
      DefaultFormulas defaults,
      ValidationCheck validation,
      FileAttachments files,
      DuplicateCheck duplicates,
      RecordWriter writer,
      WriteStep write) {
    this.references = references;
    this.defaults = defaults;
    this.validation = validation;
    this.files = files;
    this.duplicates = duplicates;
    this.writer = writer;
    this.write = write;
  }

  /** What one record's failure means for the others of its batch. */
  public enum Atomicity {
    /** Every record for itself. */
    EACH,
    /** Nothing is written when one fails. */
    ALL_OR_NONE
  }

  /** Creates records. Answers one result for each input, in order. */
  public Uni<List<SaveResult>> insert(
      Work work, ObjectModel object, List<SaveInput> inputs, Atomicity atomicity) {
    return insertDrafts(work, object, prepare(work.view(), object, inputs), atomicity);
  }

  /**
   * The part of {@link #insert} that asks nothing of the database, for those who have another
   * thread for it. The drafts are good for one {@link #insertDrafts}, under a view that agrees with
   * this one.
   */
  public List<Draft> prepare(View view, ObjectModel object, List<SaveInput> inputs) {
    return insertDrafts(view, object, inputs, positions(inputs.size()));
  }

  /** Creates records of {@linkplain #prepare prepared} drafts. */
  public Uni<List<SaveResult>> insertDrafts(
      Work work, ObjectModel object, List<Draft> drafts, Atomicity atomicity) {
    requireWritable(object);
    work.require(object, ObjectPermission.CREATE);
    var results = new SaveResults(drafts.size());
    return save(work, object, drafts, results, atomicity).replaceWith(results::toList);
  }

  /**
   * Changes records by id. A record that is not there, or not visible, fails with {@code
   * not_found}.
   */
  public Uni<List<SaveResult>> update(
      Work work, ObjectModel object, List<SaveInput> inputs, Atomicity atomicity) {
    requireWritable(object);
    work.require(object, ObjectPermission.EDIT);
    var results = new SaveResults(inputs.size());
    return updateDrafts(work, object, inputs, positions(inputs.size()), results)
        .chain(drafts -> save(work, object, drafts, results, atomicity))
        .replaceWith(results::toList);
  }

  /**
   * Creates or changes records, matched by a unique field.
   *
   * @param key a field with {@code unique} or {@code external_id}
   */
  public Uni<List<SaveResult>> upsert(
      Work work, ObjectModel object, FieldModel key, List<SaveInput> inputs, Atomicity atomicity) {
    requireWritable(object);
    var results = new SaveResults(inputs.size());
    return UpsertMatch.find(work, object, key, inputs, results)
        .chain(
            match -> {
              if (!match.inserts().isEmpty()) {
                work.require(object, ObjectPermission.CREATE);
              }
              if (!match.updates().isEmpty()) {
                work.require(object, ObjectPermission.EDIT);
              }
              List<Draft> inserts =
                  insertDrafts(work.view(), object, match.inserts(), match.insertPositions());
              return updateDrafts(work, object, match.updates(), match.updatePositions(), results)
                  .chain(
                      updates -> {
                        var drafts = new ArrayList<>(inserts);
                        drafts.addAll(updates);
                        return save(work, object, drafts, results, atomicity, key);
                      });
            })
        .replaceWith(results::toList);
  }

  /**
   * Changes records matched by a unique field; one that is not there fails with {@code not_found}.
   */
  public Uni<List<SaveResult>> updateByKey(
      Work work, ObjectModel object, FieldModel key, List<SaveInput> inputs, Atomicity atomicity) {
    requireWritable(object);
    work.require(object, ObjectPermission.EDIT);
    var results = new SaveResults(inputs.size());
    return UpsertMatch.find(work, object, key, inputs, results)
        .chain(
            match -> {
              for (int position : match.insertPositions()) {
                results.fail(
                    position,
                    null,
                    ErrorCode.NOT_FOUND,
                    List.of(Violation.of("/" + key.name(), "not_found")));
              }
              return updateDrafts(work, object, match.updates(), match.updatePositions(), results);
            })
        .chain(drafts -> save(work, object, drafts, results, atomicity))
        .replaceWith(results::toList);
  }

  /**
   * Writes drafts that the platform itself made, such as cleared references. They skip
   * authorisation, coercion and validation rules, nothing else: whoever deletes an account should
   * not be stopped by what is wrong with somebody's deal already.
   */
  Uni<List<SaveResult>> saveDrafts(Work work, ObjectModel object, List<Draft> drafts) {
    var results = new SaveResults(drafts.size());
    return save(work.with(Validation.NONE), object, drafts, results, Atomicity.ALL_OR_NONE)
        .replaceWith(results::toList);
  }

  private List<Draft> insertDrafts(
      View view, ObjectModel object, List<SaveInput> inputs, int[] positions) {
    var reader = new DraftReader(object, view.access());
    var defaults = new Defaults(object, view.model().settings().timeZone());
    var drafts = new ArrayList<Draft>(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      Draft draft = Draft.insert(positions[i], object, ids.next(view.now()));
      reader.read(inputs.get(i).fields(), draft);
      defaults.apply(draft, view.userId(), view.now());
      drafts.add(draft);
    }
    return drafts;
  }

  private Uni<List<Draft>> updateDrafts(
      Work work, ObjectModel object, List<SaveInput> inputs, int[] positions, SaveResults results) {
    if (inputs.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    var wanted = inputs.stream().map(SaveInput::id).toList();
    return writer
        .lock(work, object, wanted)
        .chain(
            stored ->
                Reached.of(work, object, stored.keySet())
                    .map(
                        reached ->
                            updateDrafts(
                                work, object, inputs, positions, results, stored, reached)));
  }

  private List<Draft> updateDrafts(
      Work work,
      ObjectModel object,
      List<SaveInput> inputs,
      int[] positions,
      SaveResults results,
      Map<UUID, StoredRecord> stored,
      Reached reached) {
    var reader = new DraftReader(object, work.access());
    var drafts = new ArrayList<Draft>(inputs.size());
    var seen = new HashSet<UUID>();
    for (int i = 0; i < inputs.size(); i++) {
      SaveInput input = inputs.get(i);
      StoredRecord before = stored.get(input.id());
      if (before == null || !reached.canSee(input.id())) {
        results.fail(
            positions[i],
            input.id(),
            ErrorCode.NOT_FOUND,
            List.of(Violation.of("/id", "not_found")));
      } else if (!reached.allows(input.id(), Level.EDIT)) {
        results.fail(
            positions[i],
            input.id(),
            ErrorCode.FORBIDDEN,
            List.of(Violation.of("/id", "record_not_editable")));
      } else if (!seen.add(input.id())) {
        results.fail(
            positions[i],
            input.id(),
            ErrorCode.INVALID,
            List.of(Violation.of("/id", "twice_in_batch")));
      } else if (input.version() != null
          && !input.version().equals(before.value(object.require("version")))) {
        results.fail(
            positions[i],
            input.id(),
            ErrorCode.STALE_VERSION,
            List.of(Violation.of("/version", "stale_version")));
      } else {
        Draft draft = Draft.update(positions[i], object, input.id(), before);
        reader.read(input.fields(), draft);
        if (!reached.allows(input.id(), Level.FULL)) {
          refuseTransfer(object, draft);
        }
        drafts.add(draft);
      }
    }
    return drafts;
  }

  /** Whoever was let in by somebody else does not give the record away. */
  private static void refuseTransfer(ObjectModel object, Draft draft) {
    FieldModel owner = object.require(SystemFields.OWNER_ID);
    if (draft.isChanged(owner)) {
      draft.refuse(owner, "record_not_transferable");
    }
  }

  private Uni<Void> save(
      Work work, ObjectModel object, List<Draft> drafts, SaveResults results, Atomicity atomicity) {
    return save(work, object, drafts, results, atomicity, null);
  }

  /**
   * @param key by which it was decided what is new; a new record that loses its key to another
   *     transaction is not new any more, so all is to be decided again
   */
  private Uni<Void> save(
      Work work,
      ObjectModel object,
      List<Draft> drafts,
      SaveResults results,
      Atomicity atomicity,
      @Nullable FieldModel key) {
    if (drafts.isEmpty()) {
      results.settle(atomicity);
      return Uni.createFrom().voidItem();
    }
    var saver = new Saver(work.access(), work.userId());
    return references
        .resolve(work, drafts)
        .chain(() -> ParentCheck.check(work, object, drafts))
        .chain(() -> defaults.fillIn(work, object, drafts))
        .invoke(() -> drafts.forEach(draft -> RecordRules.check(draft, saver)))
        .chain(() -> LayoutCheck.check(work, object, drafts, saver))
        .chain(() -> validation.check(work, object, drafts))
        .chain(() -> files.check(work, object, drafts))
        .chain(() -> duplicates.check(work, object, live(drafts)))
        .chain(() -> tellTaken(work, object, drafts, results, atomicity))
        .chain(() -> write.write(new WriteStep.Save(work, object, drafts, results, atomicity, key)))
        .invoke(() -> files.attach(work, object, live(drafts)));
  }

  /** What is refused anyhow is told of values that others have, too, before anything is written. */
  private static Uni<Void> tellTaken(
      Work work, ObjectModel object, List<Draft> drafts, SaveResults results, Atomicity atomicity) {
    List<Draft> unwritten = TakenValues.unwritten(drafts, results, atomicity);
    return unwritten.isEmpty()
        ? Uni.createFrom().voidItem()
        : TakenValues.tell(work, object, drafts, unwritten);
  }

  private static List<Draft> live(List<Draft> drafts) {
    return drafts.stream().filter(draft -> !draft.isRefused()).toList();
  }

  private static int[] positions(int count) {
    var positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = i;
    }
    return positions;
  }

  static void requireWritable(ObjectModel object) {
    if (object.isPlatformObject()) {
      throw PlatformException.of(
          ErrorCode.FORBIDDEN, "platform_object_not_writable", "object", object.name());
    }
  }
}
