package dev.trellis.runtime.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a secret, as four numbers: a map key without an array and without the secret. */
record TokenHash(long a, long b, long c, long d) {
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(
          () -> {
            try {
              return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
              throw new IllegalStateException(e);
            }
          });

  /** Of no token at all: no secret has this hash but by a chance that nobody lives to see. */
  static final TokenHash NONE = new TokenHash(0, 0, 0, 0);

  static TokenHash of(String secret) {
    ByteBuffer digest =
        ByteBuffer.wrap(SHA_256.get().digest(secret.getBytes(StandardCharsets.UTF_8)));
    return new TokenHash(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
  }

  byte[] bytes() {
    return ByteBuffer.allocate(4 * Long.BYTES).putLong(a).putLong(b).putLong(c).putLong(d).array();
  }

  @Override
  public int hashCode() {
    return Long.hashCode(a);
  }
}
