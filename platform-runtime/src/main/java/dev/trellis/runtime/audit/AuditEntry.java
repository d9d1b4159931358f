package dev.trellis.runtime.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in the database, but for its hashes.
 *
 * @param seq from 1 on, without gaps
 * @param before JSON, as it was written
 */
public record AuditEntry(
    int tenantId,
    long seq,
    Instant at,
    String actorKind,
    @Nullable UUID actorId,
    @Nullable String actorName,
    @Nullable UUID credentialId,
    @Nullable String address,
    @Nullable String agent,
    String action,
    String subjectKind,
    @Nullable String subjectId,
    @Nullable String subjectName,
    @Nullable String before,
    @Nullable String after) {
  /** Tells this form from any that may follow it. */
  private static final String FORM = "trellis-audit-1";

  /**
   * SHA-256 of the entry after the one before it. Each part stands with its length, so that nothing
   * can move from one to the next: {@code "ab", null → 2:ab;-;}
   *
   * @param previous the hash of the entry before
   */
  public byte[] hash(byte[] previous) {
    MessageDigest digest = sha256();
    digest.update(previous);
    part(digest, FORM);
    part(digest, Integer.toString(tenantId));
    part(digest, Long.toString(seq));
    part(digest, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
    part(digest, actorKind);
    part(digest, text(actorId));
    part(digest, actorName);
    part(digest, text(credentialId));
    part(digest, address);
    part(digest, agent);
    part(digest, action);
    part(digest, subjectKind);
    part(digest, subjectId);
    part(digest, subjectName);
    part(digest, before);
    part(digest, after);
    return digest.digest();
  }

  private static void part(MessageDigest digest, @Nullable String text) {
    if (text == null) {
      digest.update("-;".getBytes(UTF_8));
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    digest.update((bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
    digest.update((byte) ';');
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
