package dev.trellis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.bench.Load.Request;
import dev.trellis.bench.Machine.Served;
import dev.trellis.bench.Report.Figure;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What sharing costs: members at every height of a tree of roles, with twenty hidden fields and two
 * sharing rules, against the administrator, over a private object of a million records whose owners
 * are five thousand people.
 */
final class SharingScenario implements Scenario {
  private static final int LEVELS = 6;
  private static final int BRANCHES = 3;
  private static final int HIDDEN = 20;

  private record Operation(String name, IntFunction<Request> request) {}

  @Override
  public void run(Machine machine, Report report) throws Exception {
    machine.createDatabase("bench_sharing");
    try (var database = machine.connect("bench_sharing");
        Served served = machine.startTrellis("bench_sharing", Settings.PORT, Map.of())) {
      Trellis admin = Trellis.signUp(served.port(), "sharing");
      int tenantId = admin.tenantId(database);
      admin.apply(Deals.changeSet());
      admin.insertAccounts();
      people(database, tenantId);
      LargeObject.fillRecords(
          database,
          tenantId,
          Settings.SHARED_ROWS,
          "(SELECT id FROM bench_owner WHERE n = abs(hashtext(rows.name)) % "
              + Settings.PEOPLE
              + ")");
      hide(admin);
      Map<String, Trellis> members = members(admin);
      close(admin);
      var accounts = LargeObject.accounts(database, tenantId);
      admin.insert("deal", 2_000, row -> Deals.body(20_000_000L + row, accounts));
      String storage = Trellis.settle(database, tenantId, "deal", true);
      for (Map.Entry<String, Trellis> member : members.entrySet()) {
        measure(machine, report, storage, admin, member.getKey(), member.getValue());
      }
    }
  }

  /** Afterwards: what fills the records knows of the measured fields alone. */
  private static void hide(Trellis admin) throws Exception {
    var components = new ArrayList<Object>();
    var fields = new LinkedHashMap<String, Object>();
    fields.put("deal.*", "edit");
    for (int i = 0; i < HIDDEN; i++) {
      components.add(Deals.field("deal", "hidden_" + i, "text", Map.of("length", 40)));
      fields.put("deal.hidden_" + i, "none");
    }
    components.add(
        Map.of(
            "kind",
            "permission_set",
            "name",
            "member",
            "label",
            "Member",
            "objects",
            Map.of("deal", List.of("create", "read", "edit"), "account", List.of("read")),
            "fields",
            fields));
    admin.apply(Map.of("components", components));
  }

  /** A tree of roles with three branches at each level; most people are at its bottom. */
  private static void people(Connection database, int tenantId) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(
          """
          INSERT INTO role (tenant_id, id, name, parent_id, created_at)
          WITH RECURSIVE tree AS (
            SELECT 1 AS level, 'r1' AS name, NULL::text AS parent
            UNION ALL SELECT level + 1, name || '.' || b, name FROM tree, generate_series(1, %2$d) AS b WHERE level < %3$d)
          SELECT %1$d, md5(name)::uuid, name, md5(parent)::uuid, now() FROM tree
          """
              .formatted(tenantId, BRANCHES, LEVELS));
      statement.execute(
          """
          CREATE TABLE bench_owner AS
          WITH roles AS (SELECT name, row_number() OVER (ORDER BY length(name), name) - 1 AS n, count(*) OVER () AS roles FROM role
            WHERE tenant_id = %1$d),
          bottom AS (SELECT name, row_number() OVER (ORDER BY name) - 1 AS n, count(*) OVER () AS roles FROM role
            WHERE tenant_id = %1$d AND length(name) = (SELECT max(length(name)) FROM role WHERE tenant_id = %1$d))
          SELECT g AS n, gen_random_uuid() AS id, coalesce((SELECT name FROM roles WHERE n = g),
            (SELECT name FROM bottom WHERE n = g %% bottom.roles)) AS role FROM generate_series(0, %2$d - 1) AS g
          """
              .formatted(tenantId, Settings.PEOPLE));
      statement.execute("CREATE UNIQUE INDEX ON bench_owner (n)");
      statement.execute(
          """
          INSERT INTO app_user (tenant_id, id, username, username_key, email, name, role, created_at, updated_at)
          SELECT %d, id, 'p' || n, 'p' || n, 'p' || n || '@example.test', 'Person ' || n, role, now(), now() FROM bench_owner
          """
              .formatted(tenantId));
    }
  }

  /** One more person at each height, who signs in. */
  private static Map<String, Trellis> members(Trellis admin) throws Exception {
    var members = new LinkedHashMap<String, Trellis>();
    String role = "r1";
    for (int level = 1; level <= LEVELS; level++) {
      String name = "level" + level;
      admin.call(
          "POST",
          "/users",
          Map.of(
              "username",
              name,
              "email",
              name + "@example.test",
              "name",
              name,
              "password",
              Http.PASSWORD,
              "role",
              role,
              "permission_sets",
              List.of("member")));
      members.put(
          "level " + level,
          new Trellis(
              admin.port(), admin.address(), Http.signIn(admin.port(), admin.address(), name)));
      role += ".1";
    }
    return members;
  }

  private static void close(Trellis admin) throws Exception {
    var everyone = List.of(Map.of("everyone", true));
    admin.apply(
        Map.of(
            "components",
            List.of(
                Map.of("kind", "object", "name", "deal", "label", "Deal", "sharing", "private"),
                Map.of(
                    "kind",
                    "sharing_rule",
                    "name",
                    "deal.largest",
                    "criteria",
                    "amount > 99990",
                    "shared_with",
                    everyone),
                Map.of(
                    "kind",
                    "sharing_rule",
                    "name",
                    "deal.of_a_branch",
                    "owned_by",
                    List.of(Map.of("role", "r1.3.3.3.3.3")),
                    "shared_with",
                    everyone))));
  }

  private static void measure(
      Machine machine, Report report, String storage, Trellis admin, String who, Trellis member)
      throws Exception {
    long reached =
        member
            .call(
                "POST",
                "/query",
                Map.of("from", "deal", "aggregates", List.of(Map.of("fn", "count", "as", "n"))))
            .path("records")
            .path(0)
            .path("n")
            .longValue();
    List<String> ids = new ArrayList<>();
    for (JsonNode record :
        member.call("GET", "/records/deal?fields=name&limit=200", null).path("records")) {
      ids.add(record.path("id").textValue());
    }
    for (Operation operation : operations(ids)) {
      var ours = new double[Settings.ROUNDS];
      var theirs = new double[Settings.ROUNDS];
      for (int round = -1; round < Settings.ROUNDS; round++) {
        double mine = millis(machine, member, operation);
        double other = millis(machine, admin, operation);
        if (round >= 0) {
          ours[round] = mine;
          theirs[round] = other;
        }
      }
      Figure mine = Figure.of(ours);
      Figure others = Figure.of(theirs);
      report.add(
          "sharing, " + storage,
          "%s, %s of %d, who reaches %,d of %,d, ms"
              .formatted(operation.name(), who, LEVELS, reached, Settings.SHARED_ROWS),
          mine,
          others,
          mine.median() / others.median(),
          "≤ 1.3");
    }
  }

  private static List<Operation> operations(List<String> ids) {
    return List.of(
        new Operation(
            "list of 50, sorted",
            _ ->
                new Request(
                    HttpMethod.GET, "/api/v1/records/deal?sort=-close_date&limit=50", null)),
        new Operation(
            "list of 50, filtered and sorted",
            _ -> new Request(HttpMethod.GET, RecordsScenario.listPath("won", 50_000), null)),
        new Operation(
            "read",
            n ->
                new Request(
                    HttpMethod.GET, "/api/v1/records/deal/" + ids.get(n % ids.size()), null)),
        new Operation(
            "create",
            n ->
                new Request(
                    HttpMethod.POST,
                    "/api/v1/records/deal",
                    "{\"name\": \"deal %d\", \"amount\": 5, \"stage\": \"new\"}".formatted(n))));
  }

  private static double millis(Machine machine, Trellis who, Operation operation) throws Exception {
    var result =
        Load.http(
            machine.vertx(),
            who.port(),
            _ -> who.token(),
            1,
            Settings.SECONDS,
            operation.request());
    if (result.failures() > 0) {
      throw new IOException(operation.name() + " failed " + result.failures() + " times");
    }
    return result.p50();
  }
}
