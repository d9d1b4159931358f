package dev.trellis.runtime.audit;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the log keeps outside the database. */
final class AuditBeans {
  private AuditBeans() {}

  @Produces
  @Singleton
  static AuditKey key(
      @ConfigProperty(name = "trellis.audit.key") Optional<String> setting,
      @ConfigProperty(name = "trellis.data", defaultValue = "var") String data) {
    return AuditKey.of(setting, folder(data));
  }

  @Produces
  @Singleton
  static AuditAnchors anchors(
      AuditKey key, @ConfigProperty(name = "trellis.data", defaultValue = "var") String data) {
    return new AuditAnchors(folder(data), key);
  }

  private static Path folder(String data) {
    return Path.of(data).toAbsolutePath().resolve("audit");
  }
}
