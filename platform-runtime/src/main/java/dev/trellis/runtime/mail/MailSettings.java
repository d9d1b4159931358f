package dev.trellis.runtime.mail;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code TRELLIS_SMTP_URL} and {@code TRELLIS_PUBLIC_URL}.
 *
 * @param isEncrypted from the first byte ({@code smtps://}); else by STARTTLS, as {@code tls} says
 * @param login user and password, where the server asks for them
 * @param publicUrl where people reach the interface, without a slash at the end. A setting and not
 *     what a request says of itself: who asks for somebody else's link must not choose where it
 *     leads
 */
public record MailSettings(
    String host,
    int port,
    boolean isEncrypted,
    StartTls tls,
    Optional<Login> login,
    String from,
    String publicUrl) {
  private static final String SETTING = "TRELLIS_SMTP_URL";
  private static final String PUBLIC_URL = "TRELLIS_PUBLIC_URL";
  private static final String FORM =
      "Write it as smtp://user:password@host:587?from=crm@example.com (smtps:// for TLS from the"
          + " first byte); percent-encode special characters";
  private static final Set<String> OPTIONS = Set.of("from", "tls");

  /** Whether to switch to TLS on a connection that began without. */
  public enum StartTls {
    REQUIRED,
    OPTIONAL,
    OFF
  }

  /** Never shows itself in a log. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  /**
   * Empty when no server is named.
   *
   * @param settings the environment; blank values count as absent
   */
  public static Optional<MailSettings> read(Function<String, Optional<String>> settings) {
    return settings
        .apply(SETTING)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> read(uri(SETTING, text), publicUrl(settings)));
  }

  private static MailSettings read(URI address, String publicUrl) {
    String scheme = String.valueOf(address.getScheme());
    if (!Set.of("smtp", "smtps").contains(scheme) || address.getHost() == null) {
      throw wrong(SETTING, "names no server", FORM);
    }
    boolean isEncrypted = scheme.equals("smtps");
    Map<String, String> options = options(address.getRawQuery());
    String from = options.getOrDefault("from", "");
    if (!from.contains("@")) {
      throw wrong(SETTING, "does not say from whom mails are", FORM);
    }
    return new MailSettings(
        address.getHost(),
        address.getPort() > 0 ? address.getPort() : isEncrypted ? 465 : 587,
        isEncrypted,
        startTls(options.getOrDefault("tls", "required")),
        login(address.getRawUserInfo()),
        from,
        publicUrl);
  }

  private static String publicUrl(Function<String, Optional<String>> settings) {
    String text =
        settings
            .apply(PUBLIC_URL)
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .orElseThrow(
                () -> wrong(PUBLIC_URL, "is not set, but mails hold links", "Set " + PUBLIC_URL));
    URI address = uri(PUBLIC_URL, text);
    if (!Set.of("http", "https").contains(String.valueOf(address.getScheme()))
        || address.getHost() == null) {
      throw wrong(PUBLIC_URL, "is no address of a site", "Write it as https://crm.example.com");
    }
    return text.replaceAll("/+$", "");
  }

  private static StartTls startTls(String text) {
    return switch (text) {
      case "required" -> StartTls.REQUIRED;
      case "optional" -> StartTls.OPTIONAL;
      case "off" -> StartTls.OFF;
      default -> throw wrong(SETTING, "has an unknown tls", "tls is required, optional or off");
    };
  }

  private static Optional<Login> login(@Nullable String userInfo) {
    if (userInfo == null || userInfo.isEmpty()) {
      return Optional.empty();
    }
    int colon = userInfo.indexOf(':');
    return Optional.of(
        colon < 0
            ? new Login(decoded(userInfo), "")
            : new Login(
                decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1))));
  }

  private static Map<String, String> options(@Nullable String query) {
    var options = new HashMap<String, String>();
    for (String option : (query == null ? "" : query).split("&")) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        options.put(option.substring(0, equals), decoded(option.substring(equals + 1)));
      }
    }
    if (!OPTIONS.containsAll(options.keySet())) {
      throw wrong(SETTING, "has an unknown option", FORM);
    }
    return options;
  }

  /** A plus is a plus in addresses of mail. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The text itself may hold a password and is not told. */
  private static URI uri(String setting, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong(setting, "is no address", setting.equals(SETTING) ? FORM : "Write it anew");
    }
  }

  private static StartFailure wrong(String setting, String what, String advice) {
    return new StartFailure(StartProblem.SETTING_INVALID, setting + " " + what, advice);
  }
}
