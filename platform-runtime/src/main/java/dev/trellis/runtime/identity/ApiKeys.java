package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.ControlTransaction;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.record.UuidV7;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Keys of programs. The key itself is shown once; only its hash is kept. */
@Singleton
class ApiKeys {
  private final ControlTransaction control;
  private final AuditLog audit;
  private final UuidV7 ids;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ApiKeys(ControlTransaction control, AuditLog audit, UuidV7 ids, Clock clock) {
    this.control = control;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** A key as it is shown after its creation. */
  public record ApiKeyView(
      UUID id,
      String name,
      UUID userId,
      List<String> permissionSets,
      Instant createdAt,
      @Schema(nullable = true) @Nullable Instant expiresAt,
      @Schema(nullable = true) @Nullable Instant revokedAt) {
    static ApiKeyView of(ApiKey key) {
      return new ApiKeyView(
          key.id,
          key.name,
          key.userId,
          key.permissionSets.stream().sorted().toList(),
          key.createdAt,
          key.expiresAt,
          key.revokedAt);
    }
  }

  record NewKey(ApiKeyView view, Token token) {}

  Uni<NewKey> create(
      Caller caller, String name, Set<String> permissionSets, @Nullable Instant expiresAt) {
    Token token = Token.random(Token.Kind.API_KEY, caller.tenantId(), random);
    var key = new ApiKey();
    key.tenantId = caller.tenantId();
    key.id = ids.next(clock.instant());
    key.name = name;
    key.hash = token.hash().bytes();
    key.userId = caller.userId();
    key.createdAt = clock.instant();
    key.expiresAt = expiresAt;
    key.permissionSets.addAll(permissionSets);
    return control.transaction(
        caller.tenantId(),
        Database.Mode.READ,
        null,
        (tx, session) ->
            session
                .persist(key)
                .chain(session::flush)
                .replaceWith(() -> new NewKey(ApiKeyView.of(key), token))
                .call(
                    created ->
                        audit.append(tx, caller.actor(), IdentityAudit.created(created.view()))));
  }

  /** The newest first. */
  Uni<List<ApiKeyView>> list(Caller caller) {
    return control.transaction(
        caller.tenantId(),
        Database.Mode.READ,
        null,
        (_, session) ->
            session
                .createSelectionQuery(
                    "select distinct k from ApiKey k left join fetch k.permissionSets"
                        + " where k.tenantId = :tenant order by k.id desc",
                    ApiKey.class)
                .setParameter("tenant", caller.tenantId())
                .getResultList()
                .map(keys -> keys.stream().map(ApiKeyView::of).toList()));
  }

  /** It stays in the list as revoked: what a key did must remain attributable. */
  Uni<Void> revoke(Caller caller, UUID id) {
    return control.transaction(
        caller.tenantId(),
        Database.Mode.READ,
        null,
        (tx, session) ->
            session
                .find(ApiKey.class, new TenantKey(caller.tenantId(), id))
                .onItem()
                .ifNull()
                .failWith(PlatformException::notFound)
                .chain(
                    key ->
                        key.revokedAt == null
                            ? revoke(tx, session, caller, key)
                            : Uni.createFrom().voidItem()));
  }

  private Uni<Void> revoke(Tx tx, Mutiny.Session session, Caller caller, ApiKey key) {
    key.revokedAt = clock.instant();
    return session
        .flush()
        .chain(() -> SecurityEpoch.raise(tx))
        .chain(() -> audit.append(tx, caller.actor(), IdentityAudit.revoked(ApiKeyView.of(key))));
  }
}
