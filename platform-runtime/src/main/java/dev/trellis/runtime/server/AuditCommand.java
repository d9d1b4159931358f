package dev.trellis.runtime.server;

import dev.trellis.runtime.audit.AuditAnchors;
import dev.trellis.runtime.audit.AuditKey;
import dev.trellis.runtime.audit.ChainCheck;
import dev.trellis.runtime.database.DatabaseAddress;
import dev.trellis.runtime.database.DatabaseRoles;
import dev.trellis.runtime.database.StoredChains;
import dev.trellis.runtime.database.embedded.EmbeddedPostgres;
import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code audit verify [TENANT…]}: checks the audit logs, beside a program that serves or alone. */
final class AuditCommand {
  private static final int BROKEN = 1;
  private static final int WRONG_USE = 2;

  private final ServerSettings settings;

  AuditCommand(ServerSettings settings) {
    this.settings = settings;
  }

  /**
   * @return the exit code: 0 when every log is whole
   */
  int run(List<String> arguments) {
    if (arguments.isEmpty() || !arguments.getFirst().equals("verify")) {
      System.err.println("trellis: usage: audit verify [TENANT…]");
      return WRONG_USE;
    }
    List<String> tenants = arguments.subList(1, arguments.size());
    return settings
        .database()
        .map(DatabaseRoles::appAddress)
        .map(app -> verify(app, tenants))
        .orElseGet(() -> verifyEmbedded(tenants));
  }

  private int verifyEmbedded(List<String> tenants) {
    try {
      DataFolder.open(settings.data());
    } catch (StartFailure e) {
      if (e.problem() != StartProblem.ALREADY_RUNNING) {
        throw e;
      }
      var server = EmbeddedPostgres.running(settings.data().resolve("postgres"));
      return verify(DatabaseRoles.appAddress(server.in("trellis")), tenants);
    }
    try (var database = PreparedDatabase.embedded(settings.data())) {
      return verify(database.app(), tenants);
    }
  }

  private int verify(DatabaseAddress app, List<String> tenants) {
    Path folder = settings.data().resolve("audit");
    var broken = new AtomicInteger();
    var missing = new HashSet<>(tenants);
    try {
      AuditKey key = AuditKey.of(settings.auditKey(), folder);
      new StoredChains(app, new AuditAnchors(folder, key), key)
          .check(
              tenants,
              (tenant, result) -> {
                missing.remove(tenant);
                broken.addAndGet(result.isWhole() ? 0 : 1);
                System.out.println(line(tenant, result));
              });
    } catch (SQLException e) {
      throw new StartFailure(
          StartProblem.DATABASE_BROKEN,
          "the audit logs cannot be read: " + e.getMessage(),
          "Start the program once, or mend the database",
          e);
    } catch (UncheckedIOException e) {
      throw DataFolder.explained(settings.data(), e.getCause());
    }
    missing.forEach(tenant -> System.out.println(tenant + ": there is no such tenant"));
    return broken.get() == 0 && missing.isEmpty() ? 0 : BROKEN;
  }

  private static String line(String tenant, ChainCheck.Result result) {
    ChainCheck.Flaw flaw = result.flaw();
    return flaw == null
        ? "%s: %d entries, whole".formatted(tenant, result.entries())
        : "%s: BROKEN at entry %d: %s"
            .formatted(tenant, flaw.seq(), flaw.reason().name().toLowerCase(Locale.ROOT));
  }
}
