package dev.trellis.runtime.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** JDBC connections for the time before Quarkus runs. */
final class DatabaseConnection {
  private static final String CONNECT_SECONDS = "10";

  private DatabaseConnection() {}

  static Connection open(DatabaseAddress address) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", address.user());
    properties.setProperty("password", address.password());
    properties.setProperty("connectTimeout", CONNECT_SECONDS);
    properties.setProperty("loginTimeout", CONNECT_SECONDS);
    properties.setProperty("ApplicationName", "trellis-start");
    // Spares a round trip, and lets us read the version of a server too old to talk to otherwise.
    properties.setProperty("assumeMinServerVersion", "9.4");
    // Names the driver outright: DriverManager does not see drivers of Quarkus' class loader.
    var connection = new org.postgresql.Driver().connect(address.jdbcUrl(), properties);
    if (connection == null) {
      throw new SQLException("not a PostgreSQL address: " + address);
    }
    return connection;
  }
}
