package dev.trellis.runtime.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.DefaultAccess;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.sharing.Directory;
import dev.trellis.metadata.sharing.RecordAccess;
import dev.trellis.runtime.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What callers may do under one model. The holders of the same permission sets share what these
 * grant; which records somebody reaches is their own.
 */
@ApplicationScoped
public class Accesses {
  private static final int CACHED = 20_000;

  private record Key(int tenantId, long revision, List<String> permissionSets) {}

  private record Person(Key sets, UUID user, long epoch) {}

  private final Cache<Key, Access> known = Caffeine.newBuilder().maximumSize(CACHED).build();
  private final Cache<Person, RecordAccess> people =
      Caffeine.newBuilder().maximumSize(CACHED).build();

  public Access of(TenantModel model, Caller caller) {
    return known.get(key(model, caller), _ -> compute(model, caller.permissionSets()));
  }

  /** Where nothing is shared in any other way than to everyone, there is nothing to keep. */
  RecordAccess records(TenantModel model, Caller caller, Access access, Directory directory) {
    return directory == Directory.NONE
        ? new RecordAccess(model, access, directory, caller.userId())
        : people.get(
            new Person(key(model, caller), caller.userId(), directory.epoch()),
            _ -> new RecordAccess(model, access, directory, caller.userId()));
  }

  private static Key key(TenantModel model, Caller caller) {
    return new Key(model.tenantId(), model.revision(), caller.permissionSets());
  }

  /** Sets that the model does not have (any more) grant nothing. */
  private static Access compute(TenantModel model, List<String> permissionSets) {
    return new DefaultAccess(
        permissionSets.stream().map(model.permissionSets()::get).filter(Objects::nonNull).toList());
  }
}
