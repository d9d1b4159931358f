package dev.trellis.metadata.query;

import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Cursors: the sort keys of a page's last row, signed for one query of one user of one tenant. They
 * are not secret (the user has seen the row), but nobody can make or move one.
 */
public final class CursorCodec {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_LENGTH = 16;
  private static final int MAX_LENGTH = 16_384;

  private final SecretKeySpec key;

  public CursorCodec(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** What a cursor is bound to. */
  public record Binding(int tenantId, UUID userId, String query) {
    byte[] bytes() {
      return (tenantId + "\n" + userId + "\n" + query).getBytes(StandardCharsets.UTF_8);
    }
  }

  public String encode(
      Binding binding, List<ColumnType> types, List<? extends @Nullable Object> keys) {
    byte[] payload = write(types, keys);
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(mac(binding, payload));
    whole.writeBytes(payload);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.toByteArray());
  }

  /** Refuses with 400 what was not made here for this binding. */
  public List<@Nullable Object> decode(Binding binding, List<ColumnType> types, String cursor) {
    try {
      if (cursor.length() > MAX_LENGTH) {
        throw bad();
      }
      byte[] whole = Base64.getUrlDecoder().decode(cursor);
      if (whole.length < MAC_LENGTH) {
        throw bad();
      }
      byte[] payload = Arrays.copyOfRange(whole, MAC_LENGTH, whole.length);
      if (!MessageDigest.isEqual(mac(binding, payload), Arrays.copyOf(whole, MAC_LENGTH))) {
        throw bad();
      }
      return read(types, payload);
    } catch (IllegalArgumentException | IOException _) {
      throw bad();
    }
  }

  static PlatformException bad() {
    return PlatformException.of(
        ErrorCode.MALFORMED, List.of(Violation.of("/cursor", "bad_cursor")));
  }

  private byte[] mac(Binding binding, byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(binding.bytes());
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(payload), MAC_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] write(List<ColumnType> types, List<? extends @Nullable Object> keys) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (int i = 0; i < types.size(); i++) {
        Object value = keys.get(i);
        out.writeByte(value == null ? 0 : 1 + types.get(i).ordinal());
        if (value != null) {
          write(out, types.get(i), value);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, ColumnType type, Object value)
      throws IOException {
    switch (type) {
      case TEXT, JSON -> out.writeUTF((String) value);
      case LONG -> out.writeLong(((Number) value).longValue());
      case INT -> out.writeInt(((Number) value).intValue());
      case NUMERIC -> out.writeUTF(value.toString());
      case TIME -> {
        Instant instant = ((OffsetDateTime) value).toInstant();
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
      }
      case BOOL -> out.writeBoolean((Boolean) value);
      case UUID -> {
        out.writeLong(((UUID) value).getMostSignificantBits());
        out.writeLong(((UUID) value).getLeastSignificantBits());
      }
    }
  }

  private static List<@Nullable Object> read(List<ColumnType> types, byte[] payload)
      throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(payload));
    var keys = new ArrayList<@Nullable Object>();
    for (ColumnType type : types) {
      int tag = in.readUnsignedByte();
      // A field may have changed its type since the cursor was made.
      if (tag != 0 && tag != 1 + type.ordinal()) {
        throw bad();
      }
      keys.add(tag == 0 ? null : read(in, type));
    }
    if (in.read() >= 0) {
      throw bad();
    }
    return keys;
  }

  private static Object read(DataInputStream in, ColumnType type) throws IOException {
    return switch (type) {
      case TEXT, JSON -> in.readUTF();
      case LONG -> in.readLong();
      case INT -> in.readInt();
      case NUMERIC -> new BigDecimal(in.readUTF());
      case TIME -> Instant.ofEpochSecond(in.readLong(), in.readInt()).atOffset(ZoneOffset.UTC);
      case BOOL -> in.readBoolean();
      case UUID -> new UUID(in.readLong(), in.readLong());
    };
  }
}
