package dev.trellis.runtime.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A bearer secret: a kind, the number of the tenant, and 256 random bits. The tenant is in it
 * because a row-level policy lets nobody look for a token without a tenant.
 */
record Token(Kind kind, int tenantId, String text) {
  private static final int SECRET_BYTES = 32;
  private static final int PREFIX = 3;
  private static final int LENGTH = PREFIX + 48;

  enum Kind {
    ACCESS("ta_"),
    REFRESH("tr_"),
    API_KEY("tk_"),
    /** Stands for a right password until the code of the second factor comes. */
    SIGN_IN("ts_"),
    INVITATION("ti_"),
    PASSWORD_RESET("tp_");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    /** Whether it signs requests. */
    boolean isBearer() {
      return this == ACCESS || this == API_KEY;
    }

    /** Whether it came by a link to choose a password. */
    boolean setsPassword() {
      return this == INVITATION || this == PASSWORD_RESET;
    }

    /** Whether it belongs to a session. */
    boolean isOfSession() {
      return this == ACCESS || this == REFRESH;
    }
  }

  static Token random(Kind kind, int tenantId, SecureRandom random) {
    var secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return of(kind, tenantId, secret);
  }

  /** Reads what a caller sent; empty for what cannot be one of ours. */
  static Optional<Token> parse(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (text.startsWith(kind.prefix)) {
        try {
          byte[] bytes = Base64.getUrlDecoder().decode(text.substring(PREFIX));
          int tenantId = ByteBuffer.wrap(bytes).getInt();
          return tenantId > 0 ? Optional.of(new Token(kind, tenantId, text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The token that follows this one under a salt. Two tabs that exchange the same refresh token at
   * the same time get the same successors, and only hashes and the salt are stored: neither this
   * token nor the stored row alone gives the successor away.
   */
  Token successor(Kind kind, byte[] salt) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      mac.update(kind.prefix.getBytes(StandardCharsets.US_ASCII));
      return of(kind, tenantId, mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }

  TokenHash hash() {
    return TokenHash.of(text);
  }

  private static Token of(Kind kind, int tenantId, byte[] secret) {
    byte[] bytes =
        ByteBuffer.allocate(Integer.BYTES + SECRET_BYTES).putInt(tenantId).put(secret).array();
    return new Token(
        kind,
        tenantId,
        kind.prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Never shows itself in a log. */
  @Override
  public String toString() {
    return kind + " token of tenant " + tenantId;
  }
}
