package dev.trellis.metadata.sharing;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.sdk.component.Grantee;
import dev.trellis.sdk.component.Sharing;
import dev.trellis.sdk.component.SharingRuleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which records one caller reaches, under one model and one directory: what permission sets grant
 * on the object comes first ({@link Access}), this narrows it to records. Worked out once for each
 * object and level, when somebody asks.
 */
public final class RecordAccess {
  private record Key(String object, Level level) {}

  private final TenantModel model;
  private final Access access;
  private final Directory directory;
  private final UUID user;
  private final Map<Key, Reach> reaches = new ConcurrentHashMap<>();

  public RecordAccess(TenantModel model, Access access, Directory directory, UUID user) {
    this.model = model;
    this.access = access;
    this.directory = directory;
    this.user = user;
  }

  /** Of the platform itself, which reaches every record. */
  public static RecordAccess ofPlatform(TenantModel model) {
    return model.derived(RecordAccess.class, RecordAccess::platform);
  }

  private static RecordAccess platform(TenantModel model) {
    return new RecordAccess(model, PlatformAccess.INSTANCE, Directory.NONE, Directory.EVERYONE);
  }

  /** Whether anybody's place among the tenant's people matters: some object is not open to all. */
  public static boolean needsDirectory(TenantModel model) {
    return model.derived(Openness.class, Openness::of).hasClosedObjects();
  }

  private record Openness(boolean hasClosedObjects) {
    static Openness of(TenantModel model) {
      return new Openness(
          model.objects().values().stream()
              .anyMatch(object -> object.definition().sharingOrDefault() != Sharing.READ_WRITE));
    }
  }

  public Directory directory() {
    return directory;
  }

  public Reach reach(ObjectModel object, Level level) {
    return isFree(object, level)
        ? Reach.ALL
        : reaches.computeIfAbsent(new Key(object.name(), level), _ -> narrowed(object, level));
  }

  private boolean isFree(ObjectModel object, Level level) {
    if (object.isPlatformObject()
        || access.can(object, ObjectPermission.MODIFY_ALL)
        || level == Level.READ && access.can(object, ObjectPermission.VIEW_ALL)) {
      return true;
    }
    return switch (object.definition().sharingOrDefault()) {
      case READ_WRITE -> true;
      case READ -> level == Level.READ;
      case PRIVATE, BY_PARENT -> false;
    };
  }

  private Reach narrowed(ObjectModel object, Level level) {
    return switch (object.definition().sharingOrDefault()) {
      case BY_PARENT ->
          ParentField.of(object)
              .<Reach>map(
                  parent -> new Reach.OfParent(parent, level == Level.READ ? level : Level.EDIT))
              .orElseGet(() -> some(List.of()));
      case PRIVATE, READ, READ_WRITE -> granted(object, level);
    };
  }

  private Reach granted(ObjectModel object, Level level) {
    var grants = new ArrayList<Grant>();
    grants.add(new Grant.Own(user));
    Set<UUID> below = directory.subordinates(user);
    if (!below.isEmpty()) {
      grants.add(new Grant.Hierarchy(below));
    }
    if (level != Level.FULL) {
      grants.addAll(byRules(object, level));
      if (directory.hasShares(object.id())) {
        grants.add(new Grant.Shares(directory.principals(user), level));
      }
    }
    return some(grants);
  }

  private Reach some(List<Grant> grants) {
    return new Reach.Some(grants, Owners.of(grants, directory.everybody()));
  }

  private List<Grant> byRules(ObjectModel object, Level level) {
    var grants = new ArrayList<Grant>();
    for (SharingRules.Rule rule : SharingRules.of(model, object).rules()) {
      SharingRuleDefinition definition = rule.definition();
      boolean isForCaller =
          definition.sharedWith().stream().anyMatch(to -> directory.includes(to, user));
      if (isForCaller && (level == Level.READ || definition.letsEdit())) {
        grants.add(
            new Grant.Rule(definition.localName(), owners(definition.ownedBy()), rule.criteria()));
      }
    }
    return grants;
  }

  private @Nullable Set<UUID> owners(List<Grantee> ownedBy) {
    if (ownedBy.isEmpty()) {
      return null;
    }
    var owners = new HashSet<UUID>();
    ownedBy.forEach(group -> owners.addAll(directory.people(group)));
    return owners;
  }
}
