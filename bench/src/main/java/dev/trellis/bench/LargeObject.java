package dev.trellis.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Fills deals by the million with SQL, the native table and a tenant's slots alike; the slots are
 * read from {@code field_storage}. What is made here is lower-case ASCII, whose sort key is the
 * text itself. Neither the search index nor the claims on unique values are filled: nothing that is
 * measured reads them.
 */
final class LargeObject {
  private static final int CHUNK = 100_000;

  /** The rows of a range; values are spread by hashes of the row's number. */
  private static final String ROWS =
      """
      SELECT uuidv7() AS id, 'deal ' || g AS name, 'd-' || g AS code, (%1$s)[1 + h1 %% 6] AS stage, (%2$s)[1 + h1 / 7 %% 8] AS region,
        (%3$s)[1 + h1 / 61 %% 5] AS source, (h2 %% 10000000)::numeric / 100 AS amount, date '2020-01-01' + (h3 %% 3650)::int AS close_date,
        (%4$s)[1 + h2 / 11 %% 1000] AS account, 'title of ' || h2 AS title, 'city ' || h3 %% 900 AS city, 'p' || g || '@example.test' AS email,
        '+86 20 ' || (10000000 + h1 %% 89999999) AS phone, 'https://example.test/' || g AS website, (h1 %% 10000)::int AS quantity,
        (h2 %% 10000)::numeric / 100 AS probability, (h3 %% 100000)::numeric / 100 AS discount, (h3 %% 1000)::int AS score,
        h1 %% 2 = 0 AS active, timestamptz '2024-01-01Z' + h3 %% 60000000 * interval '1 second' AS opened_at, 'channel ' || h2 %% 40 AS channel,
        'a remark about ' || h1 || ' and ' || h3 AS remark
      FROM (SELECT g, hashint8(g)::bigint & 1073741823 AS h1, hashint8(g + 1000000007)::bigint & 1073741823 AS h2,
          hashint8(g + 2000000014)::bigint & 1073741823 AS h3 FROM generate_series(%5$d, %6$d) AS g) AS numbers
      """;

  private LargeObject() {}

  static void fillNative(Connection connection, List<UUID> accounts, int rows) throws SQLException {
    String fields =
        Deals.COLUMNS.stream().map(Deals.Column::name).collect(Collectors.joining(", "));
    try (var statement = connection.createStatement()) {
      for (int from = 0; from < rows; from += CHUNK) {
        statement.execute(
            "INSERT INTO deal (id, name, "
                + fields
                + ") SELECT id, name, "
                + fields
                + " FROM ("
                + rows(accounts, from, rows)
                + ") AS rows");
      }
      statement.execute("VACUUM ANALYZE");
    }
  }

  static void fillRecords(Connection connection, int tenantId, int rows) throws SQLException {
    fillRecords(
        connection,
        tenantId,
        rows,
        "(SELECT id FROM app_user WHERE tenant_id = " + tenantId + " LIMIT 1)");
  }

  /**
   * @param owner SQL over a row's columns
   */
  static void fillRecords(Connection connection, int tenantId, int rows, String owner)
      throws SQLException {
    List<UUID> accounts = accounts(connection, tenantId);
    int objectId =
        (int)
            Trellis.number(
                connection,
                "SELECT object_id FROM object_storage WHERE name = 'deal' AND tenant_id = "
                    + tenantId);
    long partition =
        Trellis.number(connection, "SELECT partition FROM tenant WHERE id = " + tenantId);
    var columns = new ArrayList<String>();
    var values = new ArrayList<String>();
    slots(connection, tenantId, objectId, columns, values);
    try (var statement = connection.createStatement()) {
      for (int from = 0; from < rows; from += CHUNK) {
        statement.execute(
            "INSERT INTO record_p%d (tenant_id, object_id, id, owner_id, created_at, updated_at, created_by, updated_by, name, name_key, %s)"
                    .formatted(partition, String.join(", ", columns))
                + " SELECT %1$d, %2$d, id, %3$s, now(), now(), %3$s, %3$s, name, name, %4$s FROM (%5$s) AS rows"
                    .formatted(
                        tenantId,
                        objectId,
                        owner,
                        String.join(", ", values),
                        rows(accounts, from, rows)));
      }
    }
  }

  private static void slots(
      Connection connection, int tenantId, int objectId, List<String> columns, List<String> values)
      throws SQLException {
    try (var statement = connection.createStatement();
        var fields =
            statement.executeQuery(
                "SELECT name, place, column_type, index_column, scale, is_overflow FROM field_storage WHERE deleted_at IS NULL AND tenant_id = %d AND object_id = %d"
                    .formatted(tenantId, objectId))) {
      while (fields.next()) {
        String name = fields.getString("name");
        if (fields.getBoolean("is_overflow")) {
          throw new SQLException(name + " has no slot");
        }
        String value =
            switch (fields.getString("column_type")) {
              case "LONG" -> "(%s * 10 ^ %d)::bigint".formatted(name, fields.getInt("scale"));
              case "TIME" ->
                  name.equals("close_date") ? "(close_date::timestamp AT TIME ZONE 'UTC')" : name;
              default -> name;
            };
        columns.add(fields.getString("place"));
        values.add(value);
        String index = fields.getString("index_column");
        if (index != null && !index.equals(fields.getString("place"))) {
          columns.add(index);
          values.add(value);
        }
      }
    }
  }

  static List<UUID> accounts(Connection connection, int tenantId) throws SQLException {
    var ids = new ArrayList<UUID>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT id FROM record WHERE tenant_id = %1$d AND object_id = (SELECT object_id FROM object_storage WHERE tenant_id = %1$d AND name = 'account') ORDER BY id"
                    .formatted(tenantId))) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private static String rows(List<UUID> accounts, int from, int rows) {
    String ids =
        accounts.stream()
            .map(id -> "'" + id + "'")
            .collect(Collectors.joining(", ", "ARRAY[", "]::uuid[]"));
    return ROWS.formatted(
        array(Deals.STAGES),
        array(Deals.REGIONS),
        array(Deals.SOURCES),
        ids,
        from,
        Math.min(rows, from + CHUNK) - 1);
  }

  private static String array(List<String> values) {
    return values.stream()
        .map(value -> "'" + value + "'")
        .collect(Collectors.joining(", ", "ARRAY[", "]"));
  }
}
