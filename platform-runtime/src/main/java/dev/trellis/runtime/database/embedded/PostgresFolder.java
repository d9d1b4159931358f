package dev.trellis.runtime.database.embedded;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The files of one server: its cluster, its password, its logs. */
record PostgresFolder(Path root) {
  private static final int LONGEST_SOCKET_FOLDER = 85;

  Path data() {
    return root.resolve("data");
  }

  Path logs() {
    return root.resolve("log");
  }

  Path startLog() {
    return logs().resolve("start.log");
  }

  private Path passwordFile() {
    return root.resolve("password");
  }

  /** Where the domain socket goes, or nothing: its path must be short on every system. */
  String socketFolder() {
    var folder = root.resolve("run").toString();
    return folder.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_FOLDER ? folder : "";
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  /** PostgreSQL's own note of where it listens: the fourth line of its pid file. */
  int runningPort() throws IOException {
    return Integer.parseInt(Files.readAllLines(data().resolve("postmaster.pid")).get(3).strip());
  }

  /** Makes the cluster on first use. */
  void initialise(PostgresBinaries binaries, Confinement confinement, boolean durable)
      throws IOException, InterruptedException {
    Files.createDirectories(logs());
    Files.createDirectories(root.resolve("run"));
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
    if (Files.exists(data())) {
      requireVersion();
      return;
    }
    if (!Files.exists(passwordFile())) {
      writePassword();
    }
    var staging = root.resolve("data.new");
    Folders.delete(staging);
    Files.createDirectory(staging);
    confinement.own(root);
    runInitdb(binaries, confinement, durable, staging);
    Files.move(staging, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void runInitdb(
      PostgresBinaries binaries, Confinement confinement, boolean durable, Path staging)
      throws IOException, InterruptedException {
    var arguments =
        new ArrayList<>(
            List.of(
                "-D",
                staging.toString(),
                "-U",
                "postgres",
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile(),
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-locale",
                "--no-instructions"));
    if (!durable) {
      arguments.add("--no-sync");
    }
    var process =
        new ProcessBuilder(confinement.command(binaries.program("initdb"), arguments))
            .redirectErrorStream(true)
            .redirectOutput(startLog().toFile())
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw failed("PostgreSQL's data folder could not be made");
    }
  }

  StartFailure failed(String what) {
    var last = lastLine();
    if (last.contains("No space left on device")) {
      return new StartFailure(
          StartProblem.DISK_FULL,
          "the disk of " + root + " is full",
          "Free some space, or set TRELLIS_DATA to a folder on another disk");
    }
    return new StartFailure(
        StartProblem.DATABASE_BROKEN, what + ": " + last, "See " + logs() + " for all it said");
  }

  private String lastLine() {
    try (var lines = Files.lines(startLog())) {
      return lines
          .filter(line -> !line.isBlank())
          .reduce((first, second) -> isError(first) && !isError(second) ? first : second)
          .orElse("no message");
    } catch (IOException e) {
      return "no message";
    }
  }

  private static boolean isError(String line) {
    return line.contains("FATAL") || line.contains("error:") || line.contains("PANIC");
  }

  private void requireVersion() throws IOException {
    var version = Files.readString(data().resolve("PG_VERSION")).strip();
    var ours = PostgresBinaries.VERSION.substring(0, PostgresBinaries.VERSION.indexOf('.'));
    if (!version.equals(ours)) {
      throw new StartFailure(
          StartProblem.DATABASE_BROKEN,
          "the data in "
              + data()
              + " was written by PostgreSQL "
              + version
              + ", this program brings "
              + ours,
          "Start the program version that wrote it and export, or point TRELLIS_DATA elsewhere");
    }
  }

  private void writePassword() throws IOException {
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Files.createFile(passwordFile(), ownerOnly);
    Files.writeString(
        passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
  }
}
