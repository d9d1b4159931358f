package dev.trellis.runtime.identity.factor;

import dev.trellis.metadata.postgres.Tx;
import dev.trellis.runtime.secret.InstallationKey;
import dev.trellis.runtime.secret.KeyedHash;
import dev.trellis.runtime.secret.SecretBox;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Second factors of users, each call within a transaction of the caller's: who changes one writes
 * down beside it what has to be written down.
 */
@Singleton
public class SecondFactors {
  private static final int RECOVERY_CODES = 10;

  private static final String FIND =
      """
      SELECT f.confirmed_at, (SELECT count(*) FROM recovery_code r
        WHERE r.tenant_id = f.tenant_id AND r.user_id = f.user_id) AS codes_left
      FROM second_factor f WHERE f.tenant_id = $1 AND f.user_id = $2
      """;
  private static final String BEGIN =
      """
      INSERT INTO second_factor AS f (tenant_id, user_id, sealed_secret) VALUES ($1, $2, $3)
      ON CONFLICT (tenant_id, user_id) DO UPDATE SET sealed_secret = $3, last_step = 0
      WHERE f.confirmed_at IS NULL
      """;

  /** Locked, so that of two requests with the same code one is late. */
  private static final String SECRET =
      """
      SELECT sealed_secret, last_step FROM second_factor
      WHERE tenant_id = $1 AND user_id = $2 AND (confirmed_at IS NOT NULL) = $3 FOR UPDATE
      """;

  private static final String TAKE_STEP =
      """
      UPDATE second_factor SET last_step = $3, confirmed_at = coalesce(confirmed_at, $4)
      WHERE tenant_id = $1 AND user_id = $2
      """;
  private static final String REMOVE =
      "DELETE FROM second_factor WHERE tenant_id = $1 AND user_id = $2";
  private static final String ADD_CODE =
      "INSERT INTO recovery_code (tenant_id, user_id, hash) VALUES ($1, $2, $3)";
  private static final String TAKE_CODE =
      "DELETE FROM recovery_code WHERE tenant_id = $1 AND user_id = $2 AND hash = $3";
  private static final String REMOVE_CODES =
      "DELETE FROM recovery_code WHERE tenant_id = $1 AND user_id = $2";

  private final SecretBox box;
  private final KeyedHash hash;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  SecondFactors(InstallationKey key, Clock clock) {
    this.box = key.box("second factor");
    this.hash = key.hash("recovery code");
    this.clock = clock;
  }

  /**
   * @param confirmedAt since when it is asked for; null when it is not
   */
  public record State(@Nullable Instant confirmedAt, long recoveryCodesLeft) {
    private static final State NONE = new State(null, 0);

    public boolean isOn() {
      return confirmedAt != null;
    }
  }

  public Uni<State> find(Tx tx, UUID userId) {
    return tx.query(FIND, Tuple.of(tx.tenantId(), userId))
        .map(
            rows -> {
              for (Row row : rows) {
                OffsetDateTime at = row.getOffsetDateTime("confirmed_at");
                return new State(at == null ? null : at.toInstant(), row.getLong("codes_left"));
              }
              return State.NONE;
            });
  }

  /** A new secret, not asked for until {@link #confirm}. One that is in use is not replaced. */
  public Uni<TotpSecret> begin(Tx tx, UUID userId) {
    TotpSecret secret = TotpSecret.random(random);
    byte[] sealed = box.seal(secret.bytes(), place(tx, userId));
    return tx.query(BEGIN, Tuple.of(tx.tenantId(), userId, sealed))
        .invoke(
            begun -> {
              if (begun.rowCount() == 0) {
                throw PlatformException.of(ErrorCode.CONFLICT, "second_factor_is_on");
              }
            })
        .replaceWith(secret);
  }

  /** Turns it on with a code that shows that the app has the secret; answers recovery codes. */
  public Uni<Optional<List<String>>> confirm(Tx tx, UUID userId, String code) {
    return takeStep(tx, userId, code, false)
        .chain(
            taken ->
                taken
                    ? renewRecoveryCodes(tx, userId).map(Optional::of)
                    : Uni.createFrom().item(Optional.empty()));
  }

  /** Whether this is a code of the app or a recovery code; it is then used up. */
  public Uni<Boolean> take(Tx tx, UUID userId, String typed) {
    String code = RecoveryCode.significant(typed);
    return code.length() == Totp.DIGITS
        ? takeStep(tx, userId, code, true)
        : tx.query(TAKE_CODE, Tuple.of(tx.tenantId(), userId, hash(tx, userId, code)))
            .map(gone -> gone.rowCount() > 0);
  }

  /** The only time that they are readable. Former ones are void. */
  public Uni<List<String>> renewRecoveryCodes(Tx tx, UUID userId) {
    List<String> codes =
        Stream.generate(() -> RecoveryCode.random(random).text()).limit(RECOVERY_CODES).toList();
    tx.query(REMOVE_CODES, Tuple.of(tx.tenantId(), userId));
    List<Tuple> rows =
        codes.stream()
            .map(
                code ->
                    Tuple.of(
                        tx.tenantId(), userId, hash(tx, userId, RecoveryCode.significant(code))))
            .toList();
    return tx.batch(ADD_CODE, rows).replaceWith(codes);
  }

  /** Whether there was one. */
  public Uni<Boolean> remove(Tx tx, UUID userId) {
    return tx.query(REMOVE, Tuple.of(tx.tenantId(), userId)).map(gone -> gone.rowCount() > 0);
  }

  private Uni<Boolean> takeStep(Tx tx, UUID userId, String code, boolean isOn) {
    return tx.query(SECRET, Tuple.of(tx.tenantId(), userId, isOn))
        .chain(rows -> takeStep(tx, userId, code.replaceAll("\\s", ""), rows));
  }

  private Uni<Boolean> takeStep(Tx tx, UUID userId, String code, RowSet<Row> rows) {
    for (Row row : rows) {
      byte[] secret = box.open(row.getBuffer("sealed_secret").getBytes(), place(tx, userId));
      OptionalLong step = Totp.match(secret, code, clock.instant(), row.getLong("last_step"));
      if (step.isPresent()) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return tx.query(TAKE_STEP, Tuple.of(tx.tenantId(), userId, step.getAsLong(), now))
            .replaceWith(true);
      }
    }
    return Uni.createFrom().item(false);
  }

  private byte[] hash(Tx tx, UUID userId, String code) {
    return hash.of(place(tx, userId) + " " + code);
  }

  private static String place(Tx tx, UUID userId) {
    return tx.tenantId() + "/" + userId;
  }
}
