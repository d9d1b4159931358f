package dev.trellis.runtime.operation;

import static dev.trellis.runtime.operation.EndpointMatrixTest.Need.CUSTOMIZE;
import static dev.trellis.runtime.operation.EndpointMatrixTest.Need.MANAGE_API_KEYS;
import static dev.trellis.runtime.operation.EndpointMatrixTest.Need.MANAGE_PERMISSIONS;
import static dev.trellis.runtime.operation.EndpointMatrixTest.Need.MANAGE_USERS;
import static dev.trellis.runtime.operation.EndpointMatrixTest.Need.NOTHING;
import static dev.trellis.runtime.operation.EndpointMatrixTest.Need.OBJECT;
import static dev.trellis.runtime.operation.EndpointMatrixTest.Need.SIGNED_IN;
import static dev.trellis.runtime.operation.EndpointMatrixTest.Need.VIEW_AUDIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Every endpoint of the OpenAPI document, with what it needs. One that is new fails here until it
 * has its row, and each row is held: without a token, without the permission, with it, and with the
 * ids of another tenant.
 */
@QuarkusTest
class EndpointMatrixTest {
  enum Need {
    /** Open to everybody. */
    NOTHING,
    /** A token; what it shows or changes is the caller's own, or what everybody may know. */
    SIGNED_IN,
    /** Some permission on the object it names. */
    OBJECT,
    CUSTOMIZE,
    MANAGE_USERS,
    MANAGE_PERMISSIONS,
    MANAGE_API_KEYS,
    VIEW_AUDIT
  }

  /** A stream does not end by itself; {@code EventStreamTest} listens to it. */
  private static final String EVENTS = "GET /events";

  private static final Map<String, Need> MATRIX = new LinkedHashMap<>();

  private static void row(Need need, String... operations) {
    for (String operation : operations) {
      MATRIX.put(operation, need);
    }
  }

  static {
    row(
        NOTHING,
        "POST /signup",
        "GET /openapi",
        "POST /auth/token",
        "POST /auth/refresh",
        "POST /auth/revoke",
        "POST /auth/second-factor",
        "POST /auth/password",
        "POST /auth/password/link",
        "GET /auth/password/reset",
        "POST /auth/password/reset");
    row(
        SIGNED_IN,
        "GET /me",
        "GET /me/second-factor",
        "POST /me/second-factor",
        "POST /me/second-factor/confirm",
        "POST /me/second-factor/disable",
        "POST /me/second-factor/recovery-codes",
        "GET /me/sessions",
        "DELETE /me/sessions",
        "DELETE /me/sessions/{id}",
        "GET /roles",
        "GET /teams",
        "GET /describe",
        "GET /search",
        "GET /recycle-bin",
        "GET /limits",
        "POST /batch",
        "POST /files",
        "GET /files/{id}",
        "HEAD /files/{id}",
        "GET /files/{id}/info",
        "GET /metadata",
        "GET /metadata/schemas/{kind}",
        "GET /imports",
        "POST /imports/preview",
        "POST /formulas/check",
        "POST /formulas/evaluate",
        "POST /formulas/import",
        EVENTS);
    row(
        OBJECT,
        "GET /describe/{object}",
        "GET /changes/{object}",
        "GET /records/{object}",
        "POST /records/{object}",
        "POST /records/{object}/bulk",
        "GET /records/{object}/export",
        "POST /records/{object}/find-duplicates",
        "GET /records/{object}/{id}",
        "PATCH /records/{object}/{id}",
        "DELETE /records/{object}/{id}",
        "POST /records/{object}/{id}/restore",
        "POST /records/{object}/{id}/merge",
        "GET /records/{object}/{id}/history",
        "GET /records/{object}/{id}/timeline",
        "GET /records/{object}/{id}/related/{relationship}",
        "GET /records/{object}/{id}/shares",
        "POST /records/{object}/{id}/shares",
        "DELETE /records/{object}/{id}/shares/{grantee}",
        "GET /records/{object}/{id}/access",
        "POST /query",
        "POST /formulas/try",
        "POST /imports",
        "GET /imports/{id}",
        "DELETE /imports/{id}",
        "POST /imports/{id}/cancel",
        "GET /imports/{id}/errors",
        "GET /imports/{id}/errors.csv");
    row(
        CUSTOMIZE,
        "GET /metadata/{kind}",
        "GET /metadata/{kind}/{name}",
        "PUT /metadata/{kind}/{name}",
        "DELETE /metadata/{kind}/{name}",
        "GET /metadata/{kind}/{name}/usages",
        "POST /metadata/change-sets",
        "GET /metadata/revisions",
        "GET /metadata/revisions/{number}",
        "POST /metadata/revisions/{number}/restore",
        "GET /metadata/rollups",
        "POST /metadata/rollups/{object}/{field}/repair",
        "GET /settings",
        "PATCH /settings");
    row(
        MANAGE_USERS,
        "GET /users",
        "POST /users",
        "GET /users/{id}",
        "PATCH /users/{id}",
        "POST /users/{id}/invitation",
        "GET /users/{id}/second-factor",
        "DELETE /users/{id}/second-factor",
        "GET /users/{id}/sessions",
        "DELETE /users/{id}/sessions",
        "POST /roles",
        "PATCH /roles/{id}",
        "DELETE /roles/{id}",
        "POST /teams",
        "PATCH /teams/{id}",
        "DELETE /teams/{id}",
        "GET /records/{object}/{id}/access/explanation");
    row(MANAGE_PERMISSIONS, "GET /sign-in-policy", "PUT /sign-in-policy");
    row(MANAGE_API_KEYS, "GET /api-keys", "POST /api-keys", "DELETE /api-keys/{id}");
    row(VIEW_AUDIT, "GET /login-history", "GET /audit", "GET /audit/export", "POST /audit/verify");
  }

  private final ApiClient admin = ApiClient.signUp();
  private final Map<String, String> ids = new LinkedHashMap<>();

  @Test
  void everyEndpointHasItsRow() {
    var documented = new TreeSet<String>();
    JsonNode paths = admin.get("/q/openapi?format=json").json().path("paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (!method.equals("parameters")) {
                            documented.add(
                                method.toUpperCase(Locale.ROOT)
                                    + " "
                                    + path.getKey().replace("/api/v1", ""));
                          }
                        }));
    assertThat(new TreeSet<>(MATRIX.keySet())).isEqualTo(documented);
  }

  @Test
  void withoutATokenOnlyWhatIsOpenAnswers() {
    prepare();
    MATRIX.forEach(
        (operation, need) -> {
          int status = call(ApiClient.anonymous(), operation, ids).status();
          if (need == NOTHING) {
            // Whoever asks is told what is wrong with the request, not that they must sign in.
            assertThat(status).as(operation).isIn(200, 204, 303, 400, 401, 404, 422);
          } else {
            assertThat(status).as(operation).isEqualTo(401);
          }
        });
  }

  @Test
  void withoutThePermissionNothingIsDone() {
    prepare();
    ApiClient powerless = powerless();
    MATRIX.forEach(
        (operation, need) -> {
          if (need != NOTHING && need != SIGNED_IN) {
            Answer answer = call(powerless, operation, ids);
            assertThat(answer.status())
                .as("%s: %s", operation, answer.text())
                .isIn(refusals(operation, need));
          }
        });
    assertThat(admin.get("/api/v1/records/deal/" + ids.get("{id}")).json().path("version").asInt())
        .isEqualTo(1);
  }

  /** An object that somebody may not see is absent; a table has a form of its own. */
  private static List<Integer> refusals(String operation, Need need) {
    if (operation.equals("POST /imports")) {
      return List.of(403, 415);
    }
    if (operation.equals("POST /query") || operation.equals("POST /formulas/try")) {
      // The object stands in the body, and is unknown there as any other that is not.
      return List.of(403, 404, 422);
    }
    return need == OBJECT || operation.contains("explanation") ? List.of(403, 404) : List.of(403);
  }

  /** Bodies without which an endpoint would say that they are missing, and nothing of rights. */
  private static final Map<String, String> BODIES =
      Map.of(
          "POST /records/{object}/bulk",
          "{\"operation\": \"insert\", \"records\": [{\"name\": \"B\"}]}",
          "POST /records/{object}/{id}/shares",
          "{\"with\": {\"everyone\": true}}",
          "POST /query",
          "{\"from\": \"deal\", \"select\": [\"name\"]}",
          "POST /formulas/try",
          "{\"object\": \"deal\", \"expression\": \"name\"}",
          "POST /roles",
          "{\"name\": \"R\"}",
          "POST /teams",
          "{\"name\": \"T\"}");

  @Test
  void withThePermissionNobodyIsTurnedAway() {
    prepare();
    MATRIX.forEach(
        (operation, need) -> {
          if (need != NOTHING && !operation.equals(EVENTS) && !endsOwnWork(operation)) {
            Answer answer = call(admin, operation, ids);
            assertThat(answer.status())
                .as("%s: %s", operation, answer.text())
                .isNotIn(401, 403, 405)
                .isLessThan(500);
          }
        });
  }

  /** What would take away what the next rows ask for. */
  private static boolean endsOwnWork(String operation) {
    return operation.equals("DELETE /metadata/{kind}/{name}");
  }

  @Test
  void idsOfAnotherTenantAreAsAbsentAsIdsOfNobody() {
    prepare();
    ApiClient stranger = ApiClient.signUp();
    define(stranger);
    var nobodys = new LinkedHashMap<>(ids);
    nobodys.replaceAll(
        (name, id) -> name.equals("{id}") || name.equals("{grantee}") ? random() : id);
    for (String operation : MATRIX.keySet()) {
      if (operation.contains("{id}") && MATRIX.get(operation) != NOTHING) {
        for (String id : theirIds()) {
          var asked = new LinkedHashMap<>(ids);
          asked.put("{id}", id);
          Answer foreign = call(stranger, operation, asked);
          Answer absent = call(stranger, operation, nobodys);
          assertThat(told(foreign, asked)).as(operation).isEqualTo(told(absent, nobodys));
          assertThat(foreign.status()).as(operation).isBetween(400, 499);
        }
      }
    }
  }

  private static String told(Answer answer, Map<String, String> asked) {
    return answer.status()
        + answer.text().replace(asked.get("{id}"), "ID").replaceAll("\"trace_id\":\"[^\"]*\"", "");
  }

  private List<String> theirIds() {
    return List.of(
        ids.get("{id}"), ids.get("{user}"), ids.get("{role}"), ids.get("{team}"), ids.get("{key}"));
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }

  private static Answer call(ApiClient who, String operation, Map<String, String> ids) {
    String method = operation.substring(0, operation.indexOf(' '));
    String path = operation.substring(operation.indexOf(' ') + 1);
    for (Map.Entry<String, String> id : ids.entrySet()) {
      path = path.replace(id.getKey(), id.getValue());
    }
    boolean hasBody = !method.equals("GET") && !method.equals("HEAD") && !method.equals("DELETE");
    return who.send(
        method,
        "/api/v1" + path + (path.equals("/search") ? "?q=a" : ""),
        hasBody
            ? BodyPublishers.ofString(BODIES.getOrDefault(operation, "{}"))
            : BodyPublishers.noBody(),
        hasBody);
  }

  /** A tenant with one of everything that has an id. */
  private void prepare() {
    define(admin);
    ids.put("{id}", id(admin.post("/api/v1/records/deal", "{\"name\": \"A\"}")));
    ids.put("{user}", admin.get("/api/v1/me").json().path("user").path("id").asText());
    ids.put("{role}", id(admin.post("/api/v1/roles", "{\"name\": \"Seller\"}")));
    ids.put("{team}", id(admin.post("/api/v1/teams", "{\"name\": \"Finance\"}")));
    ids.put(
        "{key}",
        id(
            admin.post(
                "/api/v1/api-keys",
                "{\"name\": \"k\", \"permission_sets\": [\"standard_user\"]}")));
    ids.put("{object}", "deal");
    ids.put("{kind}", "object");
    ids.put("{name}", "deal");
    ids.put("{number}", "1");
    ids.put("{field}", "name");
    ids.put("{relationship}", "deals");
    ids.put("{grantee}", random());
  }

  private static void define(ApiClient tenant) {
    Answer answer =
        tenant.post(
            "/api/v1/metadata/change-sets",
            """
            {"components": [{"kind": "object", "name": "deal", "label": "Deal"},
              {"kind": "permission_set", "name": "powerless", "label": "Powerless"}]}
            """);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private ApiClient powerless() {
    Answer answer =
        admin.post(
            "/api/v1/users",
            """
            {"username": "low", "email": "low@example.test", "name": "Low", "password": "%s",
             "permission_sets": ["powerless"]}
            """
                .formatted(ApiClient.PASSWORD));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return admin.signIn(admin.tenant(), "low", ApiClient.PASSWORD);
  }

  private static String id(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.json().path("id").asText();
  }
}
