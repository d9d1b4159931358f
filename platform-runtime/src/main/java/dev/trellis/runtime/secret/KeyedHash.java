package dev.trellis.runtime.secret;

import java.nio.charset.StandardCharsets;

/** HMAC-SHA-256 under a key of the installation. */
public final class KeyedHash {
  private final byte[] key;

  KeyedHash(byte[] key) {
    this.key = key;
  }

  public byte[] of(String text) {
    return InstallationKey.hmac(key, text.getBytes(StandardCharsets.UTF_8));
  }
}
