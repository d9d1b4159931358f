package dev.trellis.runtime.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.identity.factor.SecondFactors;
import dev.trellis.runtime.tenant.Tenants;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One's own second factor. Whatever makes signing in easier asks for the password. */
@Path("/api/v1/me/second-factor")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SecondFactorResource {
  private static final int MAX_TEXT = 1_000;

  private final AccountAudit audit;
  private final SecondFactors factors;
  private final Database database;
  private final Tenants tenants;
  private final PasswordCheck password;
  private final FreshCaller fresh;

  SecondFactorResource(
      SecondFactors factors,
      Database database,
      Tenants tenants,
      PasswordCheck password,
      FreshCaller fresh,
      AccountAudit audit) {
    this.audit = audit;
    this.factors = factors;
    this.database = database;
    this.tenants = tenants;
    this.password = password;
    this.fresh = fresh;
  }

  public record SecondFactorView(
      boolean enabled,
      @Schema(nullable = true) @Nullable Instant confirmedAt,
      long recoveryCodesLeft) {
    static SecondFactorView of(SecondFactors.State state) {
      return new SecondFactorView(state.isOn(), state.confirmedAt(), state.recoveryCodesLeft());
    }
  }

  /** What an app needs: to type, and to scan. */
  public record SecretView(String secret, String uri) {}

  /** The only answer that holds them. */
  public record RecoveryCodes(List<String> recoveryCodes) {}

  @GET
  public Uni<SecondFactorView> load() {
    return fresh.with(
        (caller, _) ->
            inTransaction(caller, tx -> factors.find(tx, caller.userId()))
                .map(SecondFactorView::of));
  }

  /** A new secret. Nothing changes until a code made of it is sent to {@code confirm}. */
  @POST
  public Uni<SecretView> begin(@Nullable JsonNode body) {
    return confirmed(
        body,
        caller ->
            tenants
                .load(caller.tenantId())
                .chain(
                    tenant ->
                        inTransaction(caller, tx -> factors.begin(tx, caller.userId()))
                            .map(
                                secret ->
                                    new SecretView(
                                        secret.text(),
                                        secret.uri(
                                            "Trellis (" + tenant.address() + ")",
                                            caller.username())))));
  }

  @POST
  @Path("confirm")
  public Uni<RecoveryCodes> confirm(@Nullable JsonNode body) {
    return fresh.with(
        (caller, _) -> {
          var fields = new RequestFields(body);
          String code = fields.required("code", MAX_TEXT);
          fields.done();
          return inTransaction(
                  caller,
                  tx ->
                      factors
                          .confirm(tx, caller.userId(), code)
                          .call(
                              codes ->
                                  codes.isEmpty()
                                      ? Uni.createFrom().voidItem()
                                      : audit.own(tx, caller, AuditAction.SECOND_FACTOR_ENABLED)))
              .map(
                  codes ->
                      new RecoveryCodes(
                          codes.orElseThrow(
                              () ->
                                  PlatformException.invalid(Violation.of("/code", "wrong_code")))));
        });
  }

  @POST
  @Path("recovery-codes")
  public Uni<RecoveryCodes> renewRecoveryCodes(@Nullable JsonNode body) {
    return confirmed(
        body,
        caller ->
            inTransaction(
                caller,
                tx ->
                    factors
                        .find(tx, caller.userId())
                        .invoke(SecondFactorResource::requireOn)
                        .chain(() -> factors.renewRecoveryCodes(tx, caller.userId()))
                        .call(() -> audit.own(tx, caller, AuditAction.RECOVERY_CODES_RENEWED))
                        .map(RecoveryCodes::new)));
  }

  @POST
  @Path("disable")
  public Uni<Void> disable(@Nullable JsonNode body) {
    return confirmed(
        body,
        caller ->
            inTransaction(
                    caller,
                    tx ->
                        factors
                            .remove(tx, caller.userId())
                            .call(() -> audit.own(tx, caller, AuditAction.SECOND_FACTOR_DISABLED)))
                .replaceWithVoid());
  }

  private <T> Uni<T> confirmed(@Nullable JsonNode body, Function<Caller, Uni<T>> work) {
    return fresh.with(
        (caller, _) -> {
          var fields = new RequestFields(body);
          String typed = fields.secret("password", MAX_TEXT).orElse("");
          fields.done();
          return password.require(caller, "/password", typed).chain(() -> work.apply(caller));
        });
  }

  private static void requireOn(SecondFactors.State state) {
    if (!state.isOn()) {
      throw PlatformException.notFound();
    }
  }

  private <T> Uni<T> inTransaction(Caller caller, Function<Tx, Uni<T>> work) {
    return database.transaction(caller.tenantId(), Database.Mode.READ, null, work);
  }
}
