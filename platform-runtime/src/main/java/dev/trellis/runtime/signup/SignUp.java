package dev.trellis.runtime.signup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.change.plan.ChangeOutcome;
import dev.trellis.metadata.postgres.ControlTransaction;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.audit.Actor;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditEvent;
import dev.trellis.runtime.audit.AuditEvent.Subject;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.identity.IdentityAudit;
import dev.trellis.runtime.identity.UserView;
import dev.trellis.runtime.identity.Users;
import dev.trellis.runtime.metadata.MetadataAudit;
import dev.trellis.runtime.tenant.Tenant;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Creates a tenant with its first administrator and first components, in one transaction. */
@Singleton
public class SignUp {
  private static final String UNIQUE_VIOLATION = "23505";

  /** The partition is asked of PostgreSQL, which alone knows how it hashes. */
  private static final String INSERT =
      """
      INSERT INTO tenant (id, address, company, locale, time_zone, currency, partition)
      SELECT $1, $2, $3, $4, $5, $6, part FROM generate_series(0, 7) AS part
      WHERE satisfies_hash_partition('record'::regclass, 8, part, $1::int)
      """;

  private final ControlTransaction control;
  private final Users users;
  private final FirstComponents components;
  private final AuditLog audit;
  private final SecureRandom random = new SecureRandom();

  SignUp(ControlTransaction control, Users users, FirstComponents components, AuditLog audit) {
    this.control = control;
    this.users = users;
    this.components = components;
    this.audit = audit;
  }

  /** What somebody asks for. */
  public record Request(
      String address,
      String company,
      String email,
      String password,
      String locale,
      ZoneId timeZone,
      String currency) {
    @Override
    public String toString() {
      return "sign-up of " + address;
    }
  }

  public record Created(Tenant tenant, UserView user) {}

  public Uni<Created> create(Request request) {
    return users
        .hashPassword(request.password())
        .chain(hash -> create(request, hash))
        .onFailure(SignUp::isTaken)
        .transform(_ -> addressTaken());
  }

  private Uni<Created> create(Request request, String passwordHash) {
    var tenant =
        new Tenant(
            1 + random.nextInt(Integer.MAX_VALUE - 1),
            request.address(),
            request.company(),
            request.locale(),
            request.timeZone(),
            request.currency(),
            true);
    return control.transaction(
        tenant.id(),
        Database.Mode.NO_COUNTERS,
        null,
        (tx, session) ->
            insert(tx, tenant)
                .chain(() -> users.createFirst(session, tenant.id(), request.email(), passwordHash))
                .call(
                    user ->
                        components
                            .add(tx, user.id())
                            .chain(outcome -> record(tx, tenant, user, outcome)))
                .map(user -> new Created(tenant, user)));
  }

  private Uni<Void> record(Tx tx, Tenant tenant, UserView user, ChangeOutcome components) {
    var events = new ArrayList<AuditEvent>();
    events.add(created(tenant));
    events.add(IdentityAudit.created(user));
    events.addAll(MetadataAudit.events(components));
    return audit.append(tx, Actor.user(user.id(), user.name(), null), events);
  }

  private static AuditEvent created(Tenant tenant) {
    ObjectNode after = Json.MAPPER.createObjectNode();
    after.put("address", tenant.address());
    after.put("company", tenant.company());
    after.put("locale", tenant.locale());
    after.put("time_zone", tenant.timeZone().getId());
    after.put("currency", tenant.currency());
    return new AuditEvent(
        AuditAction.TENANT_CREATED,
        new Subject("tenant", tenant.address(), tenant.company()),
        null,
        after);
  }

  private static Uni<Void> insert(Tx tx, Tenant tenant) {
    return tx.query(
            INSERT,
            Tuple.of(
                tenant.id(),
                tenant.address(),
                tenant.company(),
                tenant.locale(),
                tenant.timeZone().getId(),
                tenant.currency()))
        .replaceWithVoid();
  }

  private static boolean isTaken(Throwable failure) {
    return failure instanceof PgException pg
        && UNIQUE_VIOLATION.equals(pg.getSqlState())
        && "tenant_address_key".equals(pg.getConstraint());
  }

  private static PlatformException addressTaken() {
    return PlatformException.of(ErrorCode.DUPLICATE, List.of(Violation.of("/tenant", "duplicate")));
  }
}
