package dev.trellis.runtime.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first answers of requests that came with a key. A request claims its key before it begins;
 * the transaction that does its work marks the claim; the answer is stored when it is known.
 */
@ApplicationScoped
class IdempotencyKeys {
  private static final String CLAIM =
      "INSERT INTO idempotency (tenant_id, user_id, key, request_hash) VALUES ($1, $2, $3, $4)"
          // A claim that never committed anything and has no answer is of a request that died; it
          // may be taken over.
          + " ON CONFLICT (tenant_id, user_id, key) DO UPDATE SET created_at = now(), request_hash = excluded.request_hash"
          + " WHERE idempotency.status IS NULL AND NOT idempotency.is_committed"
          + " AND idempotency.created_at < now() - interval '2 minutes' RETURNING key";
  private static final String FIND =
      "SELECT request_hash, is_committed, status, headers::text AS headers, body FROM idempotency"
          + " WHERE tenant_id = $1 AND user_id = $2 AND key = $3";
  private static final String COMMITTED =
      "UPDATE idempotency SET is_committed = true WHERE tenant_id = $1 AND user_id = $2 AND key = $3";
  private static final String ANSWERED =
      "UPDATE idempotency SET status = $4, headers = $5::text::jsonb, body = $6"
          + " WHERE tenant_id = $1 AND user_id = $2 AND key = $3";
  private static final String RELEASE =
      "DELETE FROM idempotency WHERE tenant_id = $1 AND user_id = $2 AND key = $3 AND NOT is_committed";

  private final Database database;

  IdempotencyKeys(Database database) {
    this.database = database;
  }

  /** An answer as it was given. */
  record Answer(int status, ObjectNode headers, byte @Nullable [] body) {}

  /** Null when the key is new and now claimed; otherwise the first answer. */
  Uni<@Nullable Answer> claim(Caller caller, String key, byte[] requestHash) {
    return database.transaction(
        caller.tenantId(),
        Database.Mode.READ,
        null,
        tx ->
            tx.query(
                    CLAIM,
                    Tuple.of(caller.tenantId(), caller.userId(), key, Buffer.buffer(requestHash)))
                .chain(
                    claimed ->
                        claimed.size() > 0
                            ? Uni.createFrom().nullItem()
                            : first(tx, caller, key, requestHash)));
  }

  private static Uni<Answer> first(Tx tx, Caller caller, String key, byte[] requestHash) {
    return tx.query(FIND, Tuple.of(caller.tenantId(), caller.userId(), key))
        .map(
            rows -> {
              if (rows.size() == 0) {
                throw PlatformException.of(ErrorCode.CONFLICT, "request_in_progress");
              }
              Row row = rows.iterator().next();
              if (!Arrays.equals(requestHash, row.getBuffer("request_hash").getBytes())) {
                throw PlatformException.of(ErrorCode.INVALID, "idempotency_key_reused");
              }
              if (row.getInteger("status") == null) {
                throw PlatformException.of(
                    ErrorCode.CONFLICT,
                    row.getBoolean("is_committed")
                        ? "request_done_answer_lost"
                        : "request_in_progress");
              }
              JsonNode headers = Json.parse(row.getString("headers"));
              Buffer body = row.getBuffer("body");
              return new Answer(
                  row.getInteger("status"),
                  (ObjectNode) headers,
                  body == null ? null : body.getBytes());
            });
  }

  /** Sent within the transaction that does the work. */
  static void markCommitted(Tx tx, Caller caller, String key) {
    tx.query(COMMITTED, Tuple.of(caller.tenantId(), caller.userId(), key));
  }

  Uni<Void> answered(Caller caller, String key, Answer answer) {
    return database
        .transaction(
            caller.tenantId(),
            Database.Mode.READ,
            null,
            tx ->
                tx.query(
                    ANSWERED,
                    Tuple.of(
                        caller.tenantId(),
                        caller.userId(),
                        key,
                        answer.status(),
                        Json.write(answer.headers()),
                        answer.body() == null ? null : Buffer.buffer(answer.body()))))
        .replaceWithVoid();
  }

  /** Gives the key back: the request failed for a reason that a retry may not meet again. */
  Uni<Void> release(Caller caller, String key) {
    return database
        .transaction(
            caller.tenantId(),
            Database.Mode.READ,
            null,
            tx -> tx.query(RELEASE, Tuple.of(caller.tenantId(), caller.userId(), key)))
        .replaceWithVoid();
  }
}
