package dev.trellis.runtime.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives every Quarkus test the JVM's test database; registered in {@code META-INF/services}. */
public final class DatabaseTestResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return TestDatabase.start().quarkusSettings();
  }

  /** The server ends with the JVM, so that restarts of Quarkus within it are cheap. */
  @Override
  public void stop() {}
}
