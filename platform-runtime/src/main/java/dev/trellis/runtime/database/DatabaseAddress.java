package dev.trellis.runtime.database;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and who signs in.
 *
 * @param options what follows the {@code ?} of the URL, such as {@code sslmode=require}, or empty
 */
public record DatabaseAddress(
    String host, int port, String database, String user, String password, String options) {

  private static final int DEFAULT_PORT = 5432;
  private static final String SHAPE = "postgres://user:password@host:5432/database";

  /** Reads {@code postgres://user:password@host:port/database?options}. */
  public static DatabaseAddress parse(String url) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException e) {
      // The exception's own message would repeat the password.
      throw invalid("is not a URL (percent-encode special characters of the password)");
    }
    if (!"postgres".equals(uri.getScheme()) && !"postgresql".equals(uri.getScheme())) {
      throw invalid("does not begin with postgres://");
    }
    if (uri.getHost() == null) {
      throw invalid("names no host");
    }
    var userInfo = uri.getRawUserInfo();
    if (userInfo == null || userInfo.indexOf(':') < 1) {
      throw invalid("names no user and password");
    }
    var database = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
    if (database.isEmpty()) {
      throw invalid("names no database");
    }
    int colon = userInfo.indexOf(':');
    return new DatabaseAddress(
        uri.getHost(),
        uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort(),
        database,
        decode(userInfo.substring(0, colon)),
        decode(userInfo.substring(colon + 1)),
        orEmpty(uri.getRawQuery()));
  }

  private static StartFailure invalid(String what) {
    return new StartFailure(
        StartProblem.SETTING_INVALID, "TRELLIS_DATABASE_URL " + what, "Write it as " + SHAPE);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  public DatabaseAddress as(String otherUser, String otherPassword) {
    return new DatabaseAddress(host, port, database, otherUser, otherPassword, options);
  }

  public DatabaseAddress in(String otherDatabase) {
    return new DatabaseAddress(host, port, otherDatabase, user, password, options);
  }

  /** For the JDBC driver, without the credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql:" + location();
  }

  /** For the reactive client, without the credentials. */
  public String reactiveUrl() {
    return "postgresql:" + location();
  }

  private String location() {
    return "//" + host + ":" + port + "/" + database + (options.isEmpty() ? "" : "?" + options);
  }

  /** Safe to show: no password. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
