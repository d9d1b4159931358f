package dev.trellis.runtime.database;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database dies under a running server and does not come back at once. */
@QuarkusTest
class DatabaseOutageTest {
  private Path data;

  @BeforeEach
  void findData() throws SQLException {
    try (var connection = DatabaseConnection.open(TestDatabase.start().administrator());
        var rows = connection.createStatement().executeQuery("show data_directory")) {
      rows.next();
      data = Path.of(rows.getString(1));
    }
  }

  @Test
  void readinessTellsOfTheOutageAndHealsByItself() throws IOException {
    given().get("/q/health/ready").then().statusCode(200);
    kill();
    soon(
        () ->
            given().get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN")));
    given().get("/q/health/live").then().statusCode(200);
    allowRestart();
    soon(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @Test
  void requestsAreToldOfTheOutageAndHealByThemselves() throws IOException {
    signIn().statusCode(401);
    kill();
    soon(
        () ->
            signIn()
                .statusCode(503)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:trellis:problem:unavailable")));
    allowRestart();
    soon(() -> signIn().statusCode(401));
  }

  /** The server ends, and refuses to start on a folder that others may read. */
  private void kill() throws IOException {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
    ProcessHandle.of(TestDatabase.start().server().pid()).orElseThrow().destroyForcibly();
  }

  @AfterEach
  void allowRestart() throws IOException {
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    soon(() -> DatabaseConnection.open(TestDatabase.start().administrator()).close());
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(assertion);
  }

  /** Looks for the user in the database and finds nobody. */
  private static ValidatableResponse signIn() {
    return given()
        .contentType("application/json")
        .body(Map.of("tenant", "nobody", "username", UUID.randomUUID(), "password", "secret"))
        .post("/api/v1/auth/token")
        .then();
  }
}
