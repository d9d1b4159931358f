package dev.trellis.runtime.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.runtime.audit.AuditEntry;
import dev.trellis.runtime.database.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit verify} as an operator runs it, in a process of its own. */
class AuditCommandTest {
  /** Of an entry without anything that could be null; see AuditEntryTest for the form. */
  private static final String INSERT =
      """
      INSERT INTO audit_entry (tenant_id, seq, at, actor_kind, action, subject_kind, previous, hash)
      VALUES (%d, 1, 'epoch', 'platform', 'user.changed', 'user', decode('%s', 'hex'), decode('%s', 'hex'))
      """;

  @TempDir Path folder;

  @Test
  void itChecksBesideAProgramThatRunsAndAlone() throws Exception {
    var program = Program.on(folder).start("database");
    try {
      var address = DatabaseAddress.parse(Program.firstLine(program));
      tenant(address, 1, "good", hash(1));
      tenant(address, 2, "other", hash(2));
      assertThat(verify())
          .isEqualTo(new Ended(0, List.of("good: 1 entries, whole", "other: 1 entries, whole")));
      assertThat(verify("good")).isEqualTo(new Ended(0, List.of("good: 1 entries, whole")));
      assertThat(verify("nobody"))
          .isEqualTo(new Ended(1, List.of("nobody: there is no such tenant")));
      tenant(address, 3, "tampered", hash(1));
    } finally {
      program.destroy();
      program.waitFor();
    }
    assertThat(verify("good", "tampered"))
        .isEqualTo(
            new Ended(
                1, List.of("good: 1 entries, whole", "tampered: BROKEN at entry 1: changed")));
  }

  private record Ended(int exitCode, List<String> lines) {}

  private Ended verify(String... tenants) throws IOException, InterruptedException {
    var arguments = new ArrayList<>(List.of("audit", "verify"));
    arguments.addAll(List.of(tenants));
    var process = Program.on(folder).start(arguments.toArray(String[]::new));
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    var errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(errors).isTrue();
    assertThat(process.exitValue()).as(errors).isLessThan(2);
    return new Ended(
        process.exitValue(), output.lines().filter(line -> line.contains(": ")).toList());
  }

  private static String hash(int tenant) {
    var entry =
        new AuditEntry(
            tenant,
            1,
            Instant.EPOCH,
            "platform",
            null,
            null,
            null,
            null,
            null,
            "user.changed",
            "user",
            null,
            null,
            null,
            null);
    return HexFormat.of().formatHex(entry.hash(new byte[32]));
  }

  private static void tenant(DatabaseAddress address, int id, String name, String hash)
      throws SQLException {
    try (var connection =
        DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password())) {
      execute(
          connection,
          "INSERT INTO tenant (id, address, company, locale, time_zone, currency, partition)"
              + " VALUES (%d, '%s', 'c', 'en', 'UTC', 'EUR', 0)".formatted(id, name));
      execute(connection, INSERT.formatted(id, "00".repeat(32), hash));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
