package dev.trellis.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trellis.runtime.database.DatabaseAddress;
import dev.trellis.runtime.startup.StartProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the data when either process is killed, with the durability of production. */
class CrashTest {
  @TempDir Path folder;

  @Test
  void aKilledDatabaseIsStartedAgainWithItsData() throws Exception {
    var program = Program.on(folder).start("database");
    try {
      var address = address(program);
      write(address, "kept");
      var killed = postmaster();
      killed.destroyForcibly();
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(read(address)).isEqualTo("kept"));
      assertThat(postmaster().pid()).isNotEqualTo(killed.pid());
    } finally {
      stop(program);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aKilledProgramTakesItsDatabaseWithItAndTheNextStartRecovers() throws Exception {
    var program = Program.on(folder).start("database");
    var address = address(program);
    write(address, "committed");
    var server = postmaster();
    program.destroyForcibly().waitFor();
    await().atMost(Duration.ofSeconds(5)).until(() -> !server.isAlive());

    var next = Program.on(folder).start("database");
    try {
      assertThat(read(address(next))).isEqualTo("committed");
    } finally {
      stop(next);
    }
  }

  @Test
  void aStoppedProgramShutsItsDatabaseDownCleanly() throws Exception {
    var program = Program.on(folder).start("database");
    address(program);
    var server = postmaster();
    stop(program);
    assertThat(server.isAlive()).isFalse();
    assertThat(folder.resolve("postgres/data/postmaster.pid")).doesNotExist();
  }

  @Test
  void theFolderStaysLockedWhenTheHeapIsCleanedUp() throws Exception {
    var program = Program.on(folder).start("database");
    try {
      address(program);
      collectGarbage(program);
      var second = Program.on(folder).start("database");
      second
          .onExit()
          .orTimeout(30, TimeUnit.SECONDS)
          .whenComplete((_, _) -> second.destroy())
          .join();
      assertThat(second.exitValue()).isEqualTo(StartProblem.ALREADY_RUNNING.exitCode());
    } finally {
      stop(program);
    }
  }

  @Test
  void aPidFileThatNamesAnotherProgramDoesNotBarTheStart() throws Exception {
    var first = Program.on(folder).start("database");
    address(first);
    stop(first);
    // As after a restart of a container, where the same small numbers are given out again.
    Files.writeString(pidFile(), ProcessHandle.current().pid() + "\n");
    var second = Program.on(folder).start("database");
    try {
      assertThat(read(address(second), "select 'up'")).isEqualTo("up");
    } finally {
      stop(second);
    }
  }

  private static void collectGarbage(Process program) throws Exception {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    for (int i = 0; i < 2; i++) {
      var done = new ProcessBuilder(jcmd, Long.toString(program.pid()), "GC.run").start();
      assertThat(done.waitFor()).isZero();
    }
  }

  private static DatabaseAddress address(Process program) throws IOException {
    return DatabaseAddress.parse(Program.firstLine(program));
  }

  private Path pidFile() {
    return folder.resolve("postgres/data/postmaster.pid");
  }

  private ProcessHandle postmaster() throws IOException {
    var pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst().strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  private static void stop(Process program) throws InterruptedException {
    program.destroy();
    assertThat(program.waitFor(30, TimeUnit.SECONDS)).as("stopped").isTrue();
  }

  private static void write(DatabaseAddress address, String text) throws SQLException {
    try (var connection = connect(address);
        var statement = connection.createStatement()) {
      statement.execute("create table crash_test as select '" + text + "' as said");
    }
  }

  private static String read(DatabaseAddress address) throws SQLException {
    return read(address, "select said from crash_test");
  }

  private static String read(DatabaseAddress address, String sql) throws SQLException {
    try (var connection = connect(address);
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(DatabaseAddress address) throws SQLException {
    return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
  }
}
