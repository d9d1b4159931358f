package dev.trellis.runtime.database;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The database dies under a running server. */
@QuarkusTest
class DatabaseOutageTest {
  @Test
  void readinessTellsOfTheOutageAndHealsByItself() {
    given().get("/q/health/ready").then().statusCode(200);
    ProcessHandle.of(TestDatabase.start().server().pid()).orElseThrow().destroyForcibly();
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                given()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(503)
                    .body("status", equalTo("DOWN")));
    given().get("/q/health/live").then().statusCode(200);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }
}
