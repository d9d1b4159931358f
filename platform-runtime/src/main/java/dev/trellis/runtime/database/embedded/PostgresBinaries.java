package dev.trellis.runtime.database.embedded;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once from the jar on the class path. */
record PostgresBinaries(Path home) {
  /** The folder carries the version, so an upgrade of the jar unpacks beside the old one. */
  static final String VERSION = "18.6.0";

  static PostgresBinaries unpack(Path parent) throws IOException {
    var home = parent.resolve("postgresql-" + VERSION);
    if (Files.isRegularFile(home.resolve("bin/postgres"))) {
      return new PostgresBinaries(home);
    }
    Files.createDirectories(parent);
    // Beside the target and then renamed: a start that was cut short leaves no half installation.
    var staging = Files.createTempDirectory(parent, ".unpacking");
    try {
      extract(archiveName(), staging);
      Files.setPosixFilePermissions(staging, permissions(0755));
      Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Folders.delete(staging);
      if (!Files.isRegularFile(home.resolve("bin/postgres"))) {
        throw e;
      }
    }
    return new PostgresBinaries(home);
  }

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  private static String archiveName() {
    var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var system = os.contains("mac") ? "darwin" : os.contains("linux") ? "linux" : os;
    var machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return "postgres-" + system + "-" + machine + ".txz";
  }

  private static void extract(String archive, Path target) throws IOException {
    try (var packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new StartFailure(
            StartProblem.DATABASE_BROKEN,
            "this build carries no PostgreSQL for this machine (" + archive + ")",
            "Set TRELLIS_DATABASE_URL to a PostgreSQL server, or build on this machine");
      }
      try (var tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          write(tar, entry, target);
        }
      }
    }
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    var path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      Files.setPosixFilePermissions(path, permissions(entry.getMode()));
    }
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    var permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((mode & 0100) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }
}
