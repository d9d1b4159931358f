package dev.trellis.metadata.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of what something was made from: equal digests, equal content. */
record Digest(long a, long b, long c, long d) {
  static Builder builder() {
    return new Builder();
  }

  static final class Builder {
    private final MessageDigest sha;

    private Builder() {
      try {
        sha = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Lengths go in too, so that no two lists of texts run together into the same bytes. */
    void add(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      add(bytes.length);
      sha.update(bytes);
    }

    void add(int number) {
      sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }

    void add(Digest digest) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * Long.BYTES);
      bytes.putLong(digest.a).putLong(digest.b).putLong(digest.c).putLong(digest.d).flip();
      sha.update(bytes);
    }

    Digest build() {
      ByteBuffer bytes = ByteBuffer.wrap(sha.digest());
      return new Digest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
  }
}
