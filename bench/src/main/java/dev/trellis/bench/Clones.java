package dev.trellis.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tenants by the thousand, as copies of one that signed up properly. Written with SQL as the
 * administrator, past row-level security: signing up 10,000 tenants would measure the hashing of
 * passwords. Their access tokens are known here.
 */
final class Clones {
  private static final int FIRST = 1_500_000_000;
  private static final int CHUNK = 200;

  /** In an order that foreign keys allow. */
  private static final List<String> TABLES =
      List.of(
          "component",
          "object_storage",
          "field_storage",
          "record_type_storage",
          "app_user",
          "user_permission_set",
          "session",
          "record");

  private Clones() {}

  static int tenantId(int number) {
    return FIRST + number;
  }

  static void create(Connection connection, int template, int count) throws SQLException {
    for (int from = 0; from < count; from += CHUNK) {
      int to = Math.min(count, from + CHUNK) - 1;
      try (var statement = connection.createStatement()) {
        String numbers =
            "generate_series(" + tenantId(from) + ", " + tenantId(to) + ") AS clone(number)";
        statement.execute(
            "INSERT INTO tenant (id, address, company, locale, time_zone, currency, partition, revision, security_epoch)"
                + " SELECT number, 'clone-' || number, company, locale, time_zone, currency, (SELECT part FROM generate_series(0, 7) AS part"
                + " WHERE satisfies_hash_partition('record'::regclass, 8, part, number)), revision, security_epoch FROM tenant, "
                + numbers
                + " WHERE id = "
                + template);
        for (String table : TABLES) {
          String columns = columns(connection, table);
          statement.execute(
              "INSERT INTO %1$s (tenant_id, %2$s) SELECT number, %2$s FROM %1$s, %3$s WHERE tenant_id = %4$d"
                  .formatted(table, columns, numbers, template));
        }
      }
      tokens(connection, template, from, to);
    }
  }

  private static void tokens(Connection connection, int template, int from, int to)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO session_token (tenant_id, hash, session_id, kind, expires_at)"
                + " SELECT ?, ?, id, 'access', now() + interval '1 day' FROM session WHERE tenant_id = ? LIMIT 1")) {
      for (int number = from; number <= to; number++) {
        insert.setInt(1, tenantId(number));
        insert.setBytes(2, sha256(token(number)));
        insert.setInt(3, template);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String columns(Connection connection, String table) throws SQLException {
    var columns = new ArrayList<String>();
    try (var found =
        connection.prepareStatement(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ?"
                + " AND column_name <> 'tenant_id' ORDER BY ordinal_position")) {
      found.setString(1, table);
      try (var rows = found.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
    }
    return String.join(", ", columns);
  }

  /** Gives every second tenant labels of its own, so that its definitions equal nobody's. */
  static void tellApart(Connection connection, String label) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE component SET document = replace(document::text, '%1$s', '%1$s' || tenant_id || ' ')::json"
                  .formatted(label)
              + " WHERE tenant_id >= %1$d AND (tenant_id - %1$d) %% 2 = 1".formatted(FIRST));
    }
  }

  /**
   * In the platform's form: a kind, and the tenant's number before 32 bytes that are secret
   * elsewhere.
   */
  static String token(int number) {
    var bytes = ByteBuffer.allocate(36).putInt(tenantId(number));
    var random = new SplittableRandom(number);
    for (int i = 0; i < 4; i++) {
      bytes.putLong(random.nextLong());
    }
    return "ta_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
