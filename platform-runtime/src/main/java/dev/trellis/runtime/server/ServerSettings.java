package dev.trellis.runtime.server;

import dev.trellis.runtime.database.DatabaseAddress;
import dev.trellis.runtime.file.store.FileAddress;
import dev.trellis.runtime.file.store.FileAddressReader;
import dev.trellis.runtime.mail.MailSettings;
import dev.trellis.runtime.secret.InstallationKey;
import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings needed before Quarkus runs, and a check of those that it reads itself.
 *
 * @param database the server to use instead of the embedded one
 * @param auditKey signs what vouches for audit logs; without it one is kept in the data folder
 */
record ServerSettings(
    String host,
    int port,
    Path data,
    Optional<DatabaseAddress> database,
    FileAddress files,
    Optional<String> auditKey) {
  private static final int SHORTEST_KEY = 32;
  private static final int HIGHEST_PORT = 65535;

  /** Reads the environment; unset and blank mean the same. */
  static ServerSettings of(Map<String, String> environment) {
    requireOneOf(environment, "TRELLIS_SIGNUP", Set.of("open", "closed"));
    requireNumber(environment, "TRELLIS_RATE_LIMIT", 0, 1_000_000);
    text(environment, InstallationKey.SETTING).ifPresent(InstallationKey::parse);
    MailSettings.read(name -> text(environment, name));
    Path data = data(text(environment, "TRELLIS_DATA").orElse("var"));
    return new ServerSettings(
        text(environment, "TRELLIS_HOST").orElse("127.0.0.1"),
        requireNumber(environment, "TRELLIS_PORT", 1, HIGHEST_PORT).orElse(8080),
        data,
        text(environment, "TRELLIS_DATABASE_URL").map(DatabaseAddress::parse),
        FileAddressReader.read(name -> text(environment, name), data),
        auditKey(environment));
  }

  private static Optional<String> auditKey(Map<String, String> environment) {
    Optional<String> key = text(environment, "TRELLIS_AUDIT_KEY");
    if (key.isPresent() && key.get().length() < SHORTEST_KEY) {
      throw new StartFailure(
          StartProblem.SETTING_INVALID,
          "TRELLIS_AUDIT_KEY is shorter than " + SHORTEST_KEY + " characters",
          "Set it to a random text, for example from openssl rand -hex 32");
    }
    return key;
  }

  private static Optional<String> text(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  private static Path data(String folder) {
    try {
      return Path.of(folder).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new StartFailure(
          StartProblem.SETTING_INVALID, "TRELLIS_DATA is not a path: " + folder, "Name a folder");
    }
  }

  private static void requireOneOf(
      Map<String, String> environment, String name, Set<String> allowed) {
    var value = text(environment, name);
    if (value.isPresent() && !allowed.contains(value.get())) {
      throw new StartFailure(
          StartProblem.SETTING_INVALID,
          name + " is " + value.get(),
          "Set it to " + String.join(" or ", allowed.stream().sorted().toList()));
    }
  }

  private static Optional<Integer> requireNumber(
      Map<String, String> environment, String name, int lowest, int highest) {
    return text(environment, name).map(value -> number(name, value, lowest, highest));
  }

  private static int number(String name, String value, int lowest, int highest) {
    try {
      int number = Integer.parseInt(value);
      if (number >= lowest && number <= highest) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for all that is no such number.
    }
    throw new StartFailure(
        StartProblem.SETTING_INVALID,
        name + " is " + value,
        "Set it to a number from " + lowest + " to " + highest);
  }
}
