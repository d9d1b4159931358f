package dev.trellis.runtime.identity;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * Asks somebody who is signed in for the password once more: a screen left open is not enough to
 * change how one signs in. Guessing is slowed down as it is at sign-in.
 */
@Singleton
class PasswordCheck {
  private static final String FIND =
      "SELECT password_hash FROM app_user WHERE tenant_id = $1 AND id = $2";

  /** Failures are counted for the user; where the caller sits is no matter here. */
  private static final String NO_ADDRESS = "";

  private final Database database;
  private final PasswordWorkers passwords;
  private final SignInThrottle throttle;

  PasswordCheck(Database database, PasswordWorkers passwords, SignInThrottle throttle) {
    this.database = database;
    this.passwords = passwords;
    this.throttle = throttle;
  }

  /**
   * Fails with a violation unless the password is the caller's.
   *
   * @param pointer where the password stands in the request
   */
  Uni<Void> require(Caller caller, String pointer, String password) {
    String tenant = "#" + caller.tenantId();
    String user = caller.userId().toString();
    return throttle
        .admit(tenant, user, NO_ADDRESS)
        .chain(
            () ->
                database.transaction(
                    caller.tenantId(),
                    Database.Mode.READ,
                    null,
                    tx -> tx.query(FIND, Tuple.of(caller.tenantId(), caller.userId()))))
        .chain(
            rows -> {
              for (Row row : rows) {
                return passwords.matches(password, row.getString("password_hash"));
              }
              throw PlatformException.notFound();
            })
        .invoke(
            matches -> {
              if (!matches) {
                throw PlatformException.invalid(Violation.of(pointer, "wrong_password"));
              }
            })
        .chain(() -> throttle.succeeded(tenant, user));
  }
}
