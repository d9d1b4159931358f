package dev.trellis.runtime.database;

import dev.trellis.runtime.audit.AuditAnchors;
import dev.trellis.runtime.audit.AuditEntry;
import dev.trellis.runtime.audit.AuditKey;
import dev.trellis.runtime.audit.AuditRows;
import dev.trellis.runtime.audit.ChainCheck;
import dev.trellis.runtime.audit.ChainPoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Audit logs as they lie in the database, checked without the program that wrote them. */
public final class StoredChains {
  private static final int PAGE = 1_000;

  private final DatabaseAddress address;
  private final AuditAnchors anchors;
  private final AuditKey key;

  private record Owner(int id, String address) {}

  /**
   * @param address with the application role, which is enough to read
   */
  public StoredChains(DatabaseAddress address, AuditAnchors anchors, AuditKey key) {
    this.address = address;
    this.anchors = anchors;
    this.key = key;
  }

  /**
   * @param tenants addresses of those to check; empty for all
   * @param outcome told the address of each and what was found
   */
  public void check(List<String> tenants, BiConsumer<String, ChainCheck.Result> outcome)
      throws SQLException {
    try (var connection = DatabaseConnection.open(address)) {
      // One view of trims and entries, while the program may go on writing both.
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      for (Owner owner : owners(connection)) {
        if (tenants.isEmpty() || tenants.contains(owner.address())) {
          outcome.accept(owner.address(), check(connection, owner.id()));
        }
      }
    }
  }

  private static List<Owner> owners(Connection connection) throws SQLException {
    try (var query =
            connection.prepareStatement("select id, address from tenant order by address");
        var rows = query.executeQuery()) {
      var owners = new ArrayList<Owner>();
      while (rows.next()) {
        owners.add(new Owner(rows.getInt(1), rows.getString(2)));
      }
      return owners;
    }
  }

  private ChainCheck.Result check(Connection connection, int tenant) throws SQLException {
    // Before the transaction: the chain reaches at least as far as they say.
    AuditAnchors.Found found = anchors.of(tenant);
    connection.setAutoCommit(false);
    try {
      enter(connection, tenant);
      var check = new ChainCheck(trim(connection, tenant), found);
      follow(connection, tenant, check);
      return check.end();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static void enter(Connection connection, int tenant) throws SQLException {
    try (var query = connection.prepareStatement("select set_config('app.tenant', ?, true)")) {
      query.setString(1, Integer.toString(tenant));
      query.execute();
    }
  }

  private ChainCheck.Trim trim(Connection connection, int tenant) throws SQLException {
    try (var query =
        of(connection, tenant, "select seq, hash, mac from audit_trim where tenant_id = ?")) {
      ResultSet row = query.executeQuery();
      if (!row.next()) {
        return ChainCheck.Trim.NONE;
      }
      var last = new ChainPoint(row.getLong("seq"), row.getBytes("hash"));
      return new ChainCheck.Trim(last, key.isTrim(tenant, last, row.getBytes("mac")));
    }
  }

  private static void follow(Connection connection, int tenant, ChainCheck check)
      throws SQLException {
    String sql =
        "select "
            + AuditRows.COLUMNS
            + ", previous, hash from audit_entry where tenant_id = ? order by seq";
    try (var query = of(connection, tenant, sql)) {
      query.setFetchSize(PAGE);
      ResultSet rows = query.executeQuery();
      while (rows.next() && !check.isOver()) {
        check.next(entry(rows), rows.getBytes("previous"), rows.getBytes("hash"));
      }
    }
  }

  private static PreparedStatement of(Connection connection, int tenant, String sql)
      throws SQLException {
    var query = connection.prepareStatement(sql);
    query.setInt(1, tenant);
    return query;
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getInt("tenant_id"),
        row.getLong("seq"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("actor_kind"),
        row.getObject("actor_id", UUID.class),
        row.getString("actor_name"),
        row.getObject("credential_id", UUID.class),
        row.getString("address"),
        row.getString("agent"),
        row.getString("action"),
        row.getString("subject_kind"),
        row.getString("subject_id"),
        row.getString("subject_name"),
        row.getString("before"),
        row.getString("after"));
  }
}
