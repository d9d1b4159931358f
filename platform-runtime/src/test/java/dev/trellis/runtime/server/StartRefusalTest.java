package dev.trellis.runtime.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trellis.runtime.database.TestDatabase;
import dev.trellis.runtime.file.store.S3Server;
import dev.trellis.runtime.server.Program.Outcome;
import dev.trellis.runtime.startup.StartProblem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that keeps the program from starting is one clear line and an exit code. */
class StartRefusalTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "TRELLIS_PORT, 8o80, a number from 1 to 65535",
    "TRELLIS_PORT, 70000, a number from 1 to 65535",
    "TRELLIS_SIGNUP, maybe, closed or open",
    "TRELLIS_RATE_LIMIT, -1, a number from 0",
    "TRELLIS_HOST, 192.0.2.1, 127.0.0.1",
    "TRELLIS_FILES, gs://bucket, s3://bucket/prefix",
    "TRELLIS_FILES, s3://bucket, Set AWS_ACCESS_KEY_ID",
    "TRELLIS_DATABASE_URL, mysql://a:b@localhost/c, postgres://user:password@host:5432/database",
    "TRELLIS_DATABASE_URL, postgres://localhost/c, postgres://user:password@host:5432/database",
  })
  void aWrongSetting(String name, String value, String remedy) throws Exception {
    var outcome = program().with(name, value).run();
    assertRefused(outcome, StartProblem.SETTING_INVALID, remedy);
    assertThat(outcome.messages().getFirst()).contains(name);
  }

  @Test
  void aTakenPort() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var port = Integer.toString(other.getLocalPort());
      var outcome = program().with("TRELLIS_PORT", port).run();
      assertRefused(outcome, StartProblem.PORT_TAKEN, "TRELLIS_PORT");
      assertThat(outcome.messages().getFirst()).contains(port);
    }
  }

  @Test
  void aFileWhereTheFolderShouldBe() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");
    assertRefused(
        Program.on(file).with("TRELLIS_PORT", freePort()).run(),
        StartProblem.FOLDER_NOT_WRITABLE,
        "TRELLIS_DATA");
  }

  @Test
  void aReadOnlyFolder() throws Exception {
    // Root may write anywhere but on a file system that is mounted read-only.
    var mount = "mount -t tmpfs -o ro tmpfs " + folder + " && exec \"$@\"";
    assumeMountable(mount);
    assertRefused(
        program().under("unshare", "-rm", "sh", "-c", mount, "sh").run(),
        StartProblem.FOLDER_NOT_WRITABLE,
        "TRELLIS_DATA");
  }

  @Test
  void aFullDisk() throws Exception {
    var mount = "mount -t tmpfs -o size=8m tmpfs " + folder + " && exec \"$@\"";
    assumeMountable(mount);
    assertRefused(
        program().under("unshare", "-rm", "sh", "-c", mount, "sh").run(),
        StartProblem.DISK_FULL,
        "Free some space");
  }

  @Test
  void aSecondStartOnTheSameData() throws Exception {
    try (var held = DataFolder.open(folder)) {
      var outcome = program().run();
      assertRefused(outcome, StartProblem.ALREADY_RUNNING, "Stop it");
      assertThat(outcome.messages().getFirst())
          .contains("process " + ProcessHandle.current().pid())
          .contains(held.path().toString());
    }
  }

  @Test
  void aWrongPassword() throws Exception {
    var outcome = program().with("TRELLIS_DATABASE_URL", url("wrong-secret")).run();
    assertRefused(outcome, StartProblem.DATABASE_REFUSED_SIGN_IN, "Correct user and password");
    assertThat(outcome.errors()).doesNotContain("wrong-secret");
  }

  @Test
  void aDatabaseThatIsNotThere() throws Exception {
    var url = url(TestDatabase.start().administrator().password()) + "_missing";
    assertRefused(
        program().with("TRELLIS_DATABASE_URL", url).run(),
        StartProblem.DATABASE_UNREACHABLE,
        "create database trellis_missing");
  }

  @Test
  void aServerThatDoesNotAnswer() throws Exception {
    var url = "postgres://someone:secret@127.0.0.1:" + freePort() + "/trellis";
    var outcome = program().with("TRELLIS_DATABASE_URL", url).run();
    assertRefused(outcome, StartProblem.DATABASE_UNREACHABLE, "TRELLIS_DATABASE_URL");
    assertThat(outcome.errors()).doesNotContain("secret");
  }

  @Test
  void aServerThatIsTooOld() throws Exception {
    try (var server = OldServer.saying("15.7")) {
      var url = "postgres://someone:secret@127.0.0.1:" + server.port() + "/trellis";
      var outcome = program().with("TRELLIS_DATABASE_URL", url).run();
      assertRefused(outcome, StartProblem.DATABASE_TOO_OLD, "Upgrade the server");
      assertThat(outcome.messages().getFirst()).contains("15.7").contains("18 or newer");
    }
  }

  @Test
  void aFolderOfFilesThatIsNone() throws Exception {
    var file = Files.writeString(folder.resolve("file"), "");
    assertRefused(
        program().with("TRELLIS_FILES", file.toString()).run(),
        StartProblem.FOLDER_NOT_WRITABLE,
        "TRELLIS_FILES");
  }

  @Test
  void aFileStoreThatDoesNotAnswer() throws Exception {
    var address = "s3://bucket?endpoint=http://127.0.0.1:" + freePort();
    var outcome = withKeys(S3Server.SECRET_KEY).with("TRELLIS_FILES", address).run();
    assertRefused(outcome, StartProblem.FILE_STORE_UNREACHABLE, "Start the store");
    assertThat(outcome.messages().getFirst()).contains("bucket bucket at http://127.0.0.1");
  }

  @Test
  void aFileStoreThatRefusesTheKey() throws Exception {
    try (var store = S3Server.start()) {
      var outcome = withKeys("wrong-secret").with("TRELLIS_FILES", store.address("")).run();
      assertRefused(outcome, StartProblem.FILE_STORE_REFUSED, "Correct AWS_ACCESS_KEY_ID");
      assertThat(outcome.errors()).doesNotContain("wrong-secret");
    }
  }

  @Test
  void aBucketThatIsNotThere() throws Exception {
    try (var store = S3Server.start()) {
      var address = "s3://missing?endpoint=" + store.endpoint();
      assertRefused(
          withKeys(S3Server.SECRET_KEY).with("TRELLIS_FILES", address).run(),
          StartProblem.FILE_STORE_BUCKET_MISSING,
          "Create the bucket");
    }
  }

  private Program withKeys(String secret) throws IOException {
    return program()
        .with("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY)
        .with("AWS_SECRET_ACCESS_KEY", secret);
  }

  private static void assertRefused(Outcome outcome, StartProblem problem, String remedy) {
    assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(problem.exitCode());
    assertThat(outcome.errors().lines()).as("one line").hasSize(1);
    assertThat(outcome.messages()).singleElement().asString().contains(remedy);
  }

  private Program program() throws IOException {
    return Program.on(folder).with("TRELLIS_PORT", freePort());
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  private static String url(String password) {
    var address = TestDatabase.start().administrator();
    return "postgres://%s:%s@%s:%d/%s"
        .formatted(address.user(), password, address.host(), address.port(), address.database());
  }

  private static void assumeMountable(String mount) throws Exception {
    var trial = new ProcessBuilder("unshare", "-rm", "sh", "-c", mount, "sh", "true").start();
    assumeTrue(trial.waitFor() == 0, "this machine allows no private mount: not tested here");
  }
}
