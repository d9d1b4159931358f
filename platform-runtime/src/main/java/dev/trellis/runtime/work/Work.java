package dev.trellis.runtime.work;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.CallerFacts;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.sharing.RecordAccess;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import java.time.Instant;
import java.util.UUID;

/** One unit of work: what it may see, who does it, when, and the transaction it runs in. */
public final class Work {
  private final View view;
  private final Tx tx;
  private final Validation validation;

  /** What validation rules mean to the records that are saved. */
  public enum Validation {
    /** A record that breaks one is refused. */
    ENFORCED,
    /** It is saved all the same, with a warning and an entry in its history. */
    OVERRIDDEN,
    /** Nobody asks them: what the platform does of itself was asked for by nobody. */
    NONE
  }

  public Work(View view, Tx tx) {
    this(view, tx, Validation.ENFORCED);
  }

  private Work(View view, Tx tx, Validation validation) {
    this.view = view;
    this.tx = tx;
    this.validation = validation;
  }

  public View view() {
    return view;
  }

  public TenantModel model() {
    return view.model();
  }

  public Access access() {
    return view.access();
  }

  /** Which records of an object the caller reaches. */
  public RecordAccess records() {
    return view.records();
  }

  /** What statements are compiled for: this caller, now. */
  public QueryScope scope() {
    return new QueryScope(model(), access(), records(), caller(), now());
  }

  /** Who does it. */
  public UUID userId() {
    return view.userId();
  }

  /** What formulas may know of them. */
  public CallerFacts caller() {
    return view.caller();
  }

  /** One moment for everything in this transaction. */
  public Instant now() {
    return view.now();
  }

  public Tx tx() {
    return tx;
  }

  public int tenantId() {
    return model().tenantId();
  }

  /**
   * The same work with the platform's rights: for what it does on a caller's behalf, such as
   * clearing references.
   */
  public Work asPlatform() {
    RecordAccess all = RecordAccess.ofPlatform(model());
    return new Work(
        new View(model(), PlatformAccess.INSTANCE, all, caller(), now()), tx, validation);
  }

  public Validation validation() {
    return validation;
  }

  public Work with(Validation other) {
    return new Work(view, tx, other);
  }

  /**
   * The same work past validation rules, if that is wanted; only for those who may.
   *
   * @param isWanted whether the request asks for it
   */
  public Work overridingValidation(boolean isWanted) {
    if (!isWanted) {
      return this;
    }
    require(SystemPermission.SKIP_VALIDATION_RULES);
    return with(Validation.OVERRIDDEN);
  }

  /** An object that the caller may read; anything else does not exist for them. */
  public ObjectModel object(String name) {
    return model()
        .object(name)
        .filter(
            object ->
                access().can(object, ObjectPermission.READ)
                    || access().can(object, ObjectPermission.CREATE))
        .orElseThrow(PlatformException::notFound);
  }

  public void require(ObjectModel object, ObjectPermission permission) {
    if (!access().can(object, permission)) {
      throw PlatformException.of(
          ErrorCode.FORBIDDEN,
          "object_permission_missing",
          "permission",
          permission.wire(),
          "object",
          object.name());
    }
  }

  public void require(SystemPermission permission) {
    if (!access().has(permission)) {
      throw PlatformException.of(
          ErrorCode.FORBIDDEN, "system_permission_missing", "permission", permission.wire());
    }
  }

  /** Runs once the transaction has been committed, and not at all otherwise. */
  public void afterCommit(Runnable action) {
    tx.afterCommit(action);
  }
}
