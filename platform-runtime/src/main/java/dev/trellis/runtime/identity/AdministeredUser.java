package dev.trellis.runtime.identity;

import dev.trellis.metadata.access.SystemPermission;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;

/** A user in a path, for a caller who may administer that user. */
@Singleton
class AdministeredUser {
  private final FreshCaller fresh;
  private final Users users;

  AdministeredUser(FreshCaller fresh, Users users) {
    this.fresh = fresh;
    this.users = users;
  }

  <T> Uni<T> with(String id, BiFunction<Caller, UserView, Uni<T>> work) {
    return fresh.with(
        (caller, rights) -> {
          rights.require(SystemPermission.MANAGE_USERS);
          UUID userId = Ids.parse(id);
          return users
              .load(caller.tenantId(), userId)
              .invoke(user -> rights.requireOver(caller, Set.copyOf(user.permissionSets())))
              .chain(user -> work.apply(caller, user));
        });
  }
}
