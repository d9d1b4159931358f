package dev.trellis.runtime.file.store;

import dev.trellis.runtime.file.store.FileAddress.Bucket;
import dev.trellis.runtime.file.store.FileAddress.Credentials;
import dev.trellis.runtime.file.store.FileAddress.Folder;
import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code TRELLIS_FILES} and, for a bucket, the credentials beside it. */
public final class FileAddressReader {
  private static final String SETTING = "TRELLIS_FILES";
  private static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";
  private static final String SECRET_KEY = "AWS_SECRET_ACCESS_KEY";
  private static final String FORM =
      "Name a folder, or s3://bucket/prefix?endpoint=https://host:port&region=…&path_style=true";
  private static final Set<String> OPTIONS = Set.of("endpoint", "region", "path_style");

  private FileAddressReader() {}

  /**
   * @param settings the environment; blank values count as absent
   * @param data the data folder, which has the files when nothing is set
   */
  public static FileAddress read(Function<String, Optional<String>> settings, Path data) {
    Optional<String> value = settings.apply(SETTING).filter(text -> !text.isBlank());
    if (value.isEmpty()) {
      return new Folder(data.resolve("files"));
    }
    String text = value.get().strip();
    if (text.startsWith("s3://")) {
      return bucket(uri(text), settings);
    }
    if (text.contains("://")) {
      throw wrong("is neither a folder nor an s3:// address", null);
    }
    try {
      return new Folder(Path.of(text).toAbsolutePath().normalize());
    } catch (InvalidPathException e) {
      throw wrong("is no path", e);
    }
  }

  private static Bucket bucket(URI address, Function<String, Optional<String>> settings) {
    String name = address.getRawAuthority();
    if (name == null || name.contains("@") || name.contains(":")) {
      throw wrong("names no bucket, or more than that before its path", null);
    }
    Map<String, String> options = options(address.getRawQuery());
    Optional<URI> endpoint =
        Optional.ofNullable(options.get("endpoint")).map(text -> endpoint(text));
    return new Bucket(
        name,
        prefix(address.getPath()),
        endpoint,
        options.getOrDefault("region", "us-east-1"),
        isPathStyle(options, endpoint.isPresent()),
        new Credentials(required(settings, ACCESS_KEY), required(settings, SECRET_KEY)));
  }

  /** {@code "/a//b/" -> "a/b/"}, {@code "/" -> ""} */
  private static String prefix(@Nullable String path) {
    String inner = path == null ? "" : path.replaceAll("/+", "/").replaceAll("^/|/$", "");
    return inner.isEmpty() ? "" : inner + "/";
  }

  private static Map<String, String> options(@Nullable String query) {
    var options = new HashMap<String, String>();
    if (query == null || query.isEmpty()) {
      return options;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String option = equals < 0 ? pair : pair.substring(0, equals);
      if (equals < 0 || !OPTIONS.contains(option)) {
        throw wrong("has an unknown option: " + option, null);
      }
      options.put(option, URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return options;
  }

  /** Stores of one's own seldom have a host name for each bucket; Amazon's always have. */
  private static boolean isPathStyle(Map<String, String> options, boolean hasEndpoint) {
    return switch (options.get("path_style")) {
      case null -> hasEndpoint;
      case "true" -> true;
      case "false" -> false;
      case String other -> throw wrong("has path_style=" + other + ", not true or false", null);
    };
  }

  private static URI endpoint(String text) {
    URI endpoint = uri(text);
    boolean isHttp = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!isHttp || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
      throw wrong("has an endpoint that is not http://host:port or https://host:port", null);
    }
    return endpoint;
  }

  private static String required(Function<String, Optional<String>> settings, String name) {
    return settings
        .apply(name)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () ->
                new StartFailure(
                    StartProblem.SETTING_INVALID,
                    SETTING + " is an s3:// address, but " + name + " is not set",
                    "Set " + ACCESS_KEY + " and " + SECRET_KEY));
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong("is no address", e);
    }
  }

  /** Without the value: somebody may have put a secret into it. */
  private static StartFailure wrong(String what, @Nullable Throwable cause) {
    return new StartFailure(StartProblem.SETTING_INVALID, SETTING + " " + what, FORM, cause);
  }
}
