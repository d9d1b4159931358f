package dev.trellis.runtime.identity.factor;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** What a person has on the phone. */
public final class AuthenticatorApp {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final byte[] secret;
  private long next = Totp.step(Instant.now());

  /**
   * @param text the secret as it is typed
   */
  public AuthenticatorApp(String text) {
    var bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (char c : text.toCharArray()) {
      buffer = (buffer << 5 | BASE32.indexOf(c)) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(buffer >> bits);
      }
    }
    secret = bytes.toByteArray();
  }

  /** A code that was not used yet: two are good at any moment, the present one and the next. */
  public String code() {
    return Totp.code(secret, next++);
  }
}
