package dev.trellis.runtime.tenant;

import dev.trellis.metadata.postgres.Tx;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** A tenant without components, for as long as no change-set engine is there to write any. */
@Singleton
@DefaultBean
class EmptyBootstrap implements TenantBootstrap {
  @Override
  public Uni<Void> fill(
      Tx tx, Mutiny.Session session, Tenant tenant, UUID author, @Nullable String template) {
    return Uni.createFrom().voidItem();
  }
}
