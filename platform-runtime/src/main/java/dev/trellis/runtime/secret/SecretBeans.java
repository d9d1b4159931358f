package dev.trellis.runtime.secret;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import io.quarkus.runtime.Startup;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The key that {@code TRELLIS_SECRET_KEY} holds, or the one in {@code TRELLIS_DATA}. */
final class SecretBeans {
  private static final String CLAIM =
      "UPDATE installation SET key_check = $1 WHERE key_check IS NULL";
  private static final String CHECK = "SELECT key_check FROM installation";

  /** Made at the start, where waiting for the database blocks nobody. */
  @Produces
  @Singleton
  @Startup
  InstallationKey key(
      @ConfigProperty(name = "trellis.secret-key") Optional<String> setting,
      @ConfigProperty(name = "trellis.data", defaultValue = "var") String data,
      Pool pool) {
    InstallationKey key =
        setting
            .map(InstallationKey::parse)
            .orElseGet(() -> InstallationKey.in(Path.of(data).toAbsolutePath()));
    requireSameOnAllNodes(key, pool);
    return key;
  }

  private static void requireSameOnAllNodes(InstallationKey key, Pool pool) {
    execute(pool, CLAIM, Tuple.of(key.check()));
    Row row = execute(pool, CHECK, Tuple.tuple()).iterator().next();
    if (!MessageDigest.isEqual(row.getBuffer(0).getBytes(), key.check())) {
      throw new StartFailure(
          StartProblem.SETTING_INVALID,
          "this database was used with another secret key",
          "Set "
              + InstallationKey.SETTING
              + " to what the other nodes have, or bring back secret.key in TRELLIS_DATA");
    }
  }

  private static RowSet<Row> execute(Pool pool, String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
