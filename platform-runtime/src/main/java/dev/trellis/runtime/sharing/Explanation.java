package dev.trellis.runtime.sharing;

import dev.trellis.metadata.access.DefaultAccess;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.sharing.Directory;
import dev.trellis.metadata.sharing.Grant;
import dev.trellis.metadata.sharing.Level;
import dev.trellis.metadata.sharing.Reach;
import dev.trellis.metadata.sharing.RecordAccess;
import dev.trellis.sdk.component.PermissionSetDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody may, or may not, do something with a record: first what permission sets say of the
 * object, then what sharing says of the record, then what sets say of a field.
 */
final class Explanation {
  private final ObjectModel object;
  private final List<PermissionSetDefinition> sets;
  private final RecordAccess records;

  /**
   * @param type {@code permission_set}, {@code default_sharing}, {@code owner}, {@code role},
   *     {@code sharing_rule}, {@code share} or {@code parent}
   * @param name of the set, rule or parent record; of a role the way down, from one to the other
   */
  public record Reason(String type, @Schema(nullable = true) @Nullable String name) {}

  /**
   * @param granted whether it may be done
   * @param reasons each of which is enough; empty where nothing grants it
   */
  public record Answer(boolean granted, List<Reason> reasons) {
    public Answer {
      reasons = List.copyOf(reasons);
    }
  }

  Explanation(
      TenantModel model, ObjectModel object, List<String> permissionSets, RecordAccess records) {
    this.object = object;
    this.sets =
        permissionSets.stream().map(model.permissionSets()::get).filter(Objects::nonNull).toList();
    this.records = records;
  }

  /** Which sets let their holders do something with the object. */
  Answer object(ObjectPermission permission) {
    return bySets(access -> access.can(object, permission));
  }

  /** Which sets let their holders read or edit a field. */
  Answer field(FieldModel field, Level level) {
    return bySets(
        access ->
            level == Level.READ ? access.canRead(object, field) : access.canEdit(object, field));
  }

  private Answer bySets(Predicate<DefaultAccess> grants) {
    List<Reason> reasons =
        sets.stream()
            .filter(set -> grants.test(new DefaultAccess(List.of(set))))
            .map(set -> new Reason("permission_set", set.name()))
            .toList();
    return new Answer(!reasons.isEmpty(), reasons);
  }

  /** Why every record of the object is reached; empty when that depends on the record. */
  List<Reason> ofAll(Level level) {
    var reasons = new ArrayList<Reason>();
    reasons.addAll(object(ObjectPermission.MODIFY_ALL).reasons());
    if (level == Level.READ) {
      object(ObjectPermission.VIEW_ALL).reasons().stream()
          .filter(reason -> !reasons.contains(reason))
          .forEach(reasons::add);
    }
    if (records.reach(object, level).isAll() && reasons.isEmpty()) {
      reasons.add(
          new Reason(
              "default_sharing",
              object.definition().sharingOrDefault().name().toLowerCase(Locale.ROOT)));
    }
    return reasons;
  }

  /** What may be a reason for a single record; which are is the database's to say. */
  List<Grant> grants(Level level) {
    return records.reach(object, level) instanceof Reach.Some some ? some.grants() : List.of();
  }

  /**
   * @param owner of the record
   */
  Reason reason(Grant grant, UUID user, @Nullable UUID owner) {
    return switch (grant) {
      case Grant.Own _ -> new Reason("owner", null);
      case Grant.Hierarchy _ -> new Reason("role", way(user, owner));
      case Grant.Rule rule -> new Reason("sharing_rule", object.name() + "." + rule.name());
      case Grant.Shares _ -> new Reason("share", null);
    };
  }

  /** {@code Head > Manager > Seller}: from the user's role down to the owner's. */
  private String way(UUID user, @Nullable UUID owner) {
    Directory directory = records.directory();
    String top = directory.roleOf(user).map(Directory.Role::name).orElse("");
    var names = new ArrayList<String>();
    if (owner != null) {
      for (Directory.Role role : directory.chainOf(owner)) {
        names.addFirst(role.name());
        if (role.name().equals(top)) {
          break;
        }
      }
    }
    return String.join(" > ", names);
  }
}
