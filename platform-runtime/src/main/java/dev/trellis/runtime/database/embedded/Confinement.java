package dev.trellis.runtime.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How PostgreSQL's programs are started: never as root (they refuse), and on Linux bound to our
 * life, so that the server shuts down when we are killed.
 *
 * @param folderOwner the numeric user who must own the data folder, or -1 for ourselves
 */
record Confinement(List<String> prefix, int folderOwner) {
  private static final int NOBODY = 65534;
  private static final List<String> DIE_WITH_US = List.of("setpriv", "--pdeathsig=INT");

  /** Finds the first way that works on this machine. */
  static Confinement detect() {
    boolean root = isRoot();
    if (!runs("setpriv", "--pdeathsig=INT", "true")) {
      return new Confinement(List.of(), -1);
    }
    // A session of its own: Ctrl-C in the terminal reaches us alone, and we stop the server.
    var session = runs("setsid", "true") ? List.of("setsid") : List.<String>of();
    if (!root) {
      return new Confinement(join(session, DIE_WITH_US), -1);
    }
    var namespace = List.of("unshare", "-U", "setpriv", "--pdeathsig=INT", "--no-new-privs");
    if (runs(join(namespace, List.of("true")).toArray(String[]::new))) {
      return new Confinement(join(session, namespace), -1);
    }
    var nobody =
        List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--no-new-privs",
            "--pdeathsig=INT");
    return new Confinement(join(session, nobody), NOBODY);
  }

  List<String> command(Path program, List<String> arguments) {
    var command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /** Hands a folder and all in it to the user the server will run as. */
  void own(Path folder) throws IOException {
    if (folderOwner == -1) {
      return;
    }
    try (var paths = Files.walk(folder)) {
      for (var path : (Iterable<Path>) paths::iterator) {
        Files.setAttribute(path, "unix:uid", folderOwner);
        Files.setAttribute(path, "unix:gid", folderOwner);
      }
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static boolean runs(String... command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> join(List<String> first, List<String> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
