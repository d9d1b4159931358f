package dev.trellis.runtime.tenant;

import dev.trellis.metadata.postgres.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Gives a new tenant its first components, within the transaction that creates it. Implemented by
 * the change-set engine.
 */
public interface TenantBootstrap {
  /** Every right there is. */
  String ADMINISTRATOR = "administrator";

  /** The usual set of an employee. */
  String STANDARD_USER = "standard_user";

  /**
   * Adds the permission sets {@link #ADMINISTRATOR} and {@link #STANDARD_USER}, and what the
   * template brings.
   *
   * @param author the first administrator
   */
  Uni<Void> fill(
      Tx tx, Mutiny.Session session, Tenant tenant, UUID author, @Nullable String template);
}
