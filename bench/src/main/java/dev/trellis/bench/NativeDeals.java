package dev.trellis.bench;

import dev.trellis.metadata.record.UuidV7;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;

/**
 * What somebody would write by hand for deals: a typed table, an index for each field that has one
 * with us, fixed SQL.
 */
final class NativeDeals {
  private static final String FIELDS =
      Deals.COLUMNS.stream().map(Deals.Column::name).collect(Collectors.joining(", "));
  private static final int FIELD_COUNT = Deals.COLUMNS.size();

  /** All columns, in the order in which {@link HandWrittenServer} writes them. */
  static final String ALL =
      "id, name, owner_id, created_at, created_by, updated_at, updated_by, version, " + FIELDS;

  /** Columns of a row to copy in. */
  static final String LOADED = "id, owner_id, name, " + FIELDS;

  static final String READ = "SELECT " + ALL + " FROM deal WHERE id = $1";
  static final String LIST =
      "SELECT "
          + ALL
          + " FROM deal WHERE stage = $1 AND amount > $2 ORDER BY close_date DESC, id DESC LIMIT 51";
  static final String SORTED =
      "SELECT " + ALL + " FROM deal ORDER BY close_date DESC, id DESC LIMIT $1";
  static final String SORTED_AFTER =
      "SELECT "
          + ALL
          + " FROM deal WHERE close_date <= $2 AND (close_date, id) < ($2, $3) ORDER BY close_date DESC, id DESC LIMIT $1";
  static final String COUNT = "SELECT count(*) FROM deal WHERE stage = $1 AND amount > $2";
  static final String GROUP =
      "SELECT stage, count(*), sum(amount) FROM deal GROUP BY stage ORDER BY stage";
  static final String CREATE =
      "INSERT INTO deal (id, owner_id, created_by, updated_by, name, "
          + FIELDS
          + ") VALUES ($1, $2, $2, $2, "
          + IntStream.range(3, 4 + FIELD_COUNT)
              .mapToObj(i -> "$" + i)
              .collect(Collectors.joining(", "))
          + ") RETURNING "
          + ALL;
  static final String UPDATE =
      "UPDATE deal SET amount = $2, city = $3, updated_at = now(), updated_by = $4, version = version + 1 WHERE id = $1 RETURNING "
          + ALL;

  private NativeDeals() {}

  static void create(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE account (id uuid PRIMARY KEY, name text NOT NULL, code text NOT NULL UNIQUE)");
      statement.execute(
          "CREATE TABLE deal (id uuid PRIMARY KEY, name text NOT NULL, owner_id uuid, created_at timestamptz NOT NULL DEFAULT now(),"
              + " created_by uuid, updated_at timestamptz NOT NULL DEFAULT now(), updated_by uuid, version int NOT NULL DEFAULT 1, "
              + Deals.COLUMNS.stream()
                  .map(column -> column.name() + " " + column.sql())
                  .collect(Collectors.joining(", "))
              + ") WITH (fillfactor = 90)");
      statement.execute("CREATE UNIQUE INDEX ON deal (code)");
      for (Deals.Column column : Deals.COLUMNS) {
        if (column.indexed()) {
          statement.execute("CREATE INDEX ON deal (" + column.name() + ")");
        }
      }
    }
  }

  static List<UUID> fillAccounts(Connection connection) throws SQLException {
    var ids = new ArrayList<UUID>();
    var uuids = new UuidV7();
    try (var insert = connection.prepareStatement("INSERT INTO account VALUES (?, ?, ?)")) {
      for (int i = 0; i < Deals.ACCOUNTS; i++) {
        UUID id = uuids.next(Instant.now());
        ids.add(id);
        insert.setObject(1, id);
        insert.setString(2, "account " + i);
        insert.setString(3, "a-" + i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return ids;
  }

  static List<UUID> fill(Connection connection, List<UUID> accounts, int rows)
      throws SQLException, IOException {
    var ids = new ArrayList<UUID>();
    copy(connection, csv(accounts, rows, ids));
    return ids;
  }

  /** Answers seconds. */
  static double copy(Connection connection, String csv) throws SQLException, IOException {
    long started = System.nanoTime();
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("COPY deal (" + LOADED + ") FROM STDIN (FORMAT csv)", new StringReader(csv));
    return (System.nanoTime() - started) / 1e9;
  }

  static String csv(List<UUID> accounts, int rows, List<UUID> ids) {
    var csv = new StringBuilder();
    var uuids = new UuidV7();
    UUID owner = new UUID(7, 7);
    for (int row = 0; row < rows; row++) {
      UUID id = uuids.next(Instant.now());
      ids.add(id);
      csv.append(id).append(',').append(owner);
      Deals.values(row)
          .forEach(
              (name, value) ->
                  csv.append(',')
                      .append(name.equals("account") ? accounts.get((Integer) value) : value));
      csv.append('\n');
    }
    return csv.toString();
  }
}
