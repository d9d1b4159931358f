package dev.trellis.runtime.identity.factor;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that follow from a secret and the time (RFC 6238). SHA-1, six digits and 30 seconds,
 * because that is what all apps know; several take no notice of other values.
 */
final class Totp {
  static final int DIGITS = 6;
  static final int PERIOD_SECONDS = 30;
  private static final int MODULUS = 1_000_000;

  /** Clocks differ, and typing takes time: one step before and one after are good too. */
  private static final int WINDOW = 1;

  private Totp() {}

  static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), PERIOD_SECONDS);
  }

  static String code(byte[] secret, long step) {
    byte[] hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    return ("%0" + DIGITS + "d").formatted(number % MODULUS);
  }

  /**
   * The step that a code belongs to; empty when it is of none that is good now.
   *
   * @param after the step of the code that was taken last
   */
  static OptionalLong match(byte[] secret, String code, Instant now, long after) {
    long present = step(now);
    var found = OptionalLong.empty();
    for (long step = present - WINDOW; step <= present + WINDOW; step++) {
      boolean isIt = MessageDigest.isEqual(code(secret, step).getBytes(), code.getBytes());
      if (isIt && step > after) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private static byte[] hmac(byte[] secret, byte[] text) {
    try {
      var mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(text);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
