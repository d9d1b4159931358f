package dev.trellis.runtime.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.DefaultAccess;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.runtime.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;

/**
 * What the holders of the same permission sets may do under one model: computed once, shared by all
 * of them.
 */
@ApplicationScoped
public class Accesses {
  private static final int CACHED = 20_000;

  private record Key(int tenantId, long revision, List<String> permissionSets) {}

  private final Cache<Key, Access> known = Caffeine.newBuilder().maximumSize(CACHED).build();

  public Access of(TenantModel model, Caller caller) {
    var key = new Key(model.tenantId(), model.revision(), caller.permissionSets());
    return known.get(key, _ -> compute(model, caller.permissionSets()));
  }

  /** Sets that the model does not have (any more) grant nothing. */
  private static Access compute(TenantModel model, List<String> permissionSets) {
    return new DefaultAccess(
        permissionSets.stream().map(model.permissionSets()::get).filter(Objects::nonNull).toList());
  }
}
