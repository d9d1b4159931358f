package dev.trellis.runtime.audit;

import java.util.Arrays;
import java.util.HexFormat;

/** A place in a tenant's chain: everything up to it follows from its hash. */
public record ChainPoint(long seq, byte[] hash) {
  /** Before the first entry. */
  public static final ChainPoint START = new ChainPoint(0, new byte[32]);

  String hex() {
    return HexFormat.of().formatHex(hash);
  }

  boolean hasHash(byte[] other) {
    return Arrays.equals(hash, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainPoint point && point.seq == seq && point.hasHash(hash);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(seq) + Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return seq + ":" + hex();
  }
}
