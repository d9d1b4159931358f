package dev.trellis.runtime.server;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says where the running server is, then leaves the main thread to wait for the end. */
public final class Serving implements QuarkusApplication {
  private final String host;
  private final int port;

  Serving(
      @ConfigProperty(name = "quarkus.http.host") String host,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.host = host;
    this.port = port;
  }

  @Override
  public int run(String... arguments) {
    var shown = host.equals("0.0.0.0") || host.equals("127.0.0.1") ? "localhost" : host;
    System.out.println("Trellis is ready at http://" + shown + ":" + port + "/");
    Quarkus.waitForExit();
    return 0;
  }
}
