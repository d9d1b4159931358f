package dev.trellis.runtime.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what vouches for a chain. It is kept outside the database: whoever can change rows cannot
 * sign others.
 */
public final class AuditKey {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private AuditKey(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * @param setting the operator's own key; without it one is made in the folder at first use
   */
  public static AuditKey of(Optional<String> setting, Path folder) {
    return new AuditKey(
        setting
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .orElseGet(() -> kept(folder.resolve("key")))
            .getBytes(UTF_8));
  }

  private static String kept(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whole or not at all: an empty key that a crash left behind would be taken for one. */
  private static void make(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    var random = new byte[32];
    new SecureRandom().nextBytes(random);
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "key",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, HexFormat.of().formatHex(random) + "\n");
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another start was faster, and its key holds.
    } finally {
      Files.delete(draft);
    }
  }

  /** Of the last entry that was removed. */
  byte[] signTrim(int tenantId, ChainPoint last) {
    return sign("trim " + tenantId + " " + last);
  }

  public boolean isTrim(int tenantId, ChainPoint last, byte[] signature) {
    return MessageDigest.isEqual(signTrim(tenantId, last), signature);
  }

  byte[] signAnchor(int tenantId, ChainPoint point, String at) {
    return sign("anchor " + tenantId + " " + point + " " + at);
  }

  private byte[] sign(String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
