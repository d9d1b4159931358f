package dev.trellis.runtime.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM: {@code nonce ‖ ciphertext ‖ tag}. */
public final class SecretBox {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  SecretBox(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * @param place where it is kept: what was sealed for one place does not open in another, so that
   *     nobody who can write to the database moves it there
   */
  public byte[] seal(byte[] secret, String place) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret, place);
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /** Fails with {@link IllegalStateException} for what was not sealed with this key and place. */
  public byte[] open(byte[] sealed, String place) {
    ByteBuffer parts = ByteBuffer.wrap(sealed);
    var nonce = new byte[NONCE_BYTES];
    parts.get(nonce);
    var rest = new byte[parts.remaining()];
    parts.get(rest);
    return run(Cipher.DECRYPT_MODE, nonce, rest, place);
  }

  private byte[] run(int mode, byte[] nonce, byte[] text, String place) {
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("not sealed with the key of this installation", e);
    }
  }
}
