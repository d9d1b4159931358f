package dev.trellis.runtime.identity;

import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.runtime.tenant.TenantBootstrap;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The two sets that every tenant begins with, for as long as no model says more. */
@Singleton
@DefaultBean
class BuiltInRights implements RightsSource {
  @Override
  public Uni<Rights> of(Caller caller) {
    boolean isAdministrator = caller.permissionSets().contains(TenantBootstrap.ADMINISTRATOR);
    return Uni.createFrom()
        .item(
            new Rights(
                isAdministrator
                    ? EnumSet.allOf(SystemPermission.class)
                    : EnumSet.noneOf(SystemPermission.class),
                Set.of(TenantBootstrap.ADMINISTRATOR, TenantBootstrap.STANDARD_USER),
                List.of()));
  }
}
