package dev.trellis.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** One tenant of the platform, set up through the API. */
record Trellis(int port, String address, String token) {
  private static final int BULK = 5_000;
  private static final int SETTLE_SECONDS = 300;

  static Trellis signUp(int port, String address) throws IOException, InterruptedException {
    return new Trellis(port, address, Http.signUp(port, address));
  }

  JsonNode call(String method, String path, @Nullable Object body)
      throws IOException, InterruptedException {
    return Http.call(port, method, "/api/v1" + path, token, body);
  }

  void apply(Map<String, Object> changeSet) throws IOException, InterruptedException {
    call("POST", "/metadata/change-sets", changeSet);
  }

  /** Creates records; answers their ids in order. */
  List<UUID> insert(String object, int count, IntFunction<Map<String, Object>> record)
      throws IOException, InterruptedException {
    var ids = new ArrayList<UUID>();
    for (int from = 0; from < count; from += BULK) {
      var records = new ArrayList<Map<String, Object>>();
      for (int row = from; row < Math.min(count, from + BULK); row++) {
        records.add(record.apply(row));
      }
      var body = Map.of("operation", "insert", "all_or_none", true, "records", records);
      for (JsonNode result : call("POST", "/records/" + object + "/bulk", body).path("results")) {
        if (result.path("status").asText().equals("failed")) {
          throw new IOException(object + ": " + result);
        }
        ids.add(UUID.fromString(result.path("id").textValue()));
      }
    }
    return ids;
  }

  List<UUID> insertAccounts() throws IOException, InterruptedException {
    return insert(
        "account", Deals.ACCOUNTS, row -> Map.of("name", "account " + row, "code", "a-" + row));
  }

  int tenantId(Connection connection) throws SQLException {
    return (int) number(connection, "SELECT id FROM tenant WHERE address = '" + address + "'");
  }

  /**
   * Waits until the background has analysed, and moved to a table of its own, what was just loaded;
   * says how the object is stored.
   */
  static String settle(Connection connection, int tenantId, String object, boolean expectPromotion)
      throws SQLException, InterruptedException {
    String objectId =
        "(SELECT object_id FROM object_storage WHERE tenant_id = "
            + tenantId
            + " AND name = '"
            + object
            + "')";
    String analysed =
        "SELECT count(*) FROM field_statistics WHERE tenant_id = "
            + tenantId
            + " AND object_id = "
            + objectId;
    String promoted =
        "SELECT count(*) FROM promotion WHERE state = 'done' AND tenant_id = "
            + tenantId
            + " AND object_id = "
            + objectId;
    long end = System.nanoTime() + SETTLE_SECONDS * 1_000_000_000L;
    while (System.nanoTime() < end
        && number(connection, expectPromotion ? promoted : analysed) == 0) {
      Thread.sleep(500);
    }
    try (var statement = connection.createStatement()) {
      statement.execute("VACUUM ANALYZE");
    }
    return number(connection, promoted) > 0 ? "promoted" : "shared";
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
