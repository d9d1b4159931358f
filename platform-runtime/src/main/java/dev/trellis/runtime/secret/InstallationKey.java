package dev.trellis.runtime.secret;

import dev.trellis.runtime.startup.StartFailure;
import dev.trellis.runtime.startup.StartProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of this installation. It encrypts nothing itself: each purpose has a key that is derived
 * from it, so that what was sealed for one opens nothing of another.
 */
public final class InstallationKey {
  public static final String SETTING = "TRELLIS_SECRET_KEY";
  private static final String FILE = "secret.key";
  private static final int BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  private final byte[] key;

  private InstallationKey(byte[] key) {
    this.key = key;
  }

  /** As an operator writes it: 32 bytes in Base64. */
  public static InstallationKey parse(String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text.strip());
      if (key.length == BYTES) {
        return new InstallationKey(key);
      }
    } catch (IllegalArgumentException e) {
      // The same message: the value itself must not be in it.
    }
    throw new StartFailure(
        StartProblem.SETTING_INVALID,
        SETTING + " is not 32 bytes in Base64",
        "Make one with: openssl rand -base64 32");
  }

  /** The one that lies in the folder; made when there is none. */
  static InstallationKey in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new StartFailure(
          StartProblem.FOLDER_NOT_WRITABLE,
          "the key " + file + " can be neither read nor made (" + e + ")",
          "Give this user the right to, or set " + SETTING,
          e);
    }
  }

  /** Readable by the owner alone from the beginning, and there whole or not at all. */
  private static void make(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    var key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path begun =
        Files.createTempFile(
            file.getParent(),
            FILE,
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(begun, Base64.getEncoder().encodeToString(key) + "\n");
    Files.move(begun, file, StandardCopyOption.ATOMIC_MOVE);
  }

  public SecretBox box(String purpose) {
    return new SecretBox(derive("seal " + purpose));
  }

  /**
   * A hash that nobody can try out who has only the database: for secrets that people type, which
   * are shorter than they should be.
   */
  public KeyedHash hash(String purpose) {
    return new KeyedHash(derive("hash " + purpose));
  }

  /** Says whether two keys are the same without telling either. */
  byte[] check() {
    return derive("check");
  }

  private byte[] derive(String purpose) {
    return hmac(key, purpose.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] hmac(byte[] key, byte[] text) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
