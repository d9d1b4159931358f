package dev.trellis.runtime.server;

/** Runs the embedded database for a development server that comes and goes. */
final class DatabaseOnly {
  private DatabaseOnly() {}

  static void run(ServerSettings settings) {
    DataFolder.open(settings.data());
    var database = PreparedDatabase.embedded(settings.data());
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(database::close));
    var address = database.administrator();
    // For the parent process alone; it hands the URL to the development server.
    System.out.printf(
        "postgres://%s:%s@%s:%d/%s%n",
        address.user(), address.password(), address.host(), address.port(), address.database());
    waitForTheEnd();
  }

  private static void waitForTheEnd() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
