package dev.trellis.runtime.transfer.table;

/**
 * Tells GB18030 from Latin-1 by what the bytes would be in GB18030. Chinese is made of pairs of
 * high bytes, most of them everyday characters (GB 2312 level 1) or Chinese punctuation; Latin-1
 * has single high bytes among ASCII letters, which read as rare characters or as nothing at all.
 */
final class HanEvidence {
  private static final int ENOUGH = 200_000;

  private int common;
  private int other;
  private int broken;
  private int lead = -1;

  /** Bytes of a four-byte form that are still to come. */
  private int pending;

  void add(byte[] bytes, int from, int to) {
    for (int i = from; i < to && !isEnough(); i++) {
      add(bytes[i] & 0xff);
    }
  }

  private void add(int b) {
    if (pending > 0) {
      pending--;
      return;
    }
    if (lead < 0) {
      if (b == 0x80 || b == 0xff) {
        broken++;
      } else if (b > 0x80) {
        lead = b;
      }
      return;
    }
    int first = lead;
    lead = -1;
    if (b >= 0x30 && b <= 0x39) {
      // Either a four-byte form or a Latin letter before a digit: says little.
      other++;
      pending = 2;
    } else if (b < 0x40 || b == 0x7f || b == 0xff) {
      broken++;
    } else if (b >= 0xa1 && (first >= 0xb0 && first <= 0xd7 || first >= 0xa1 && first <= 0xa3)) {
      common++;
    } else {
      other++;
    }
  }

  boolean isEnough() {
    return common + other + broken >= ENOUGH;
  }

  boolean isChinese() {
    return common > 0 && broken * 50 <= common && common >= 2 * other;
  }
}
