package dev.trellis.metadata.text;

import java.text.Normalizer;

/**
 * Text without what people do not look at when they compare: case, accents, width, compatibility
 * forms. {@code Ｃafé ﬁn} becomes {@code cafe fin}, {@code Straße} {@code strasse}.
 */
public final class Folding {
  private Folding() {}

  public static String fold(String text) {
    int length = text.length();
    int at = 0;
    while (at < length && isPlain(text.charAt(at))) {
      at++;
    }
    if (at == length) {
      return text;
    }
    char[] out = new char[length];
    text.getChars(0, at, out, 0);
    for (; at < length; at++) {
      char c = text.charAt(at);
      if (c >= 0x80) {
        return foldUnicode(text);
      }
      out[at] = foldAscii(c);
    }
    return new String(out);
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c < 0x7F && (c < 'A' || c > 'Z');
  }

  /** Control characters become spaces: the sort key needs them for itself. */
  private static char foldAscii(char c) {
    if (c >= 'A' && c <= 'Z') {
      return (char) (c + 32);
    }
    return c < ' ' || c == 0x7F ? ' ' : c;
  }

  private static String foldUnicode(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
    var out = new StringBuilder(apart.length() + 8);
    boolean mayCompose = false;
    for (int i = 0; i < apart.length(); ) {
      int c = apart.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80) {
        out.append(foldAscii((char) c));
      } else if (c >= 0x300 && c <= 0x36F || isIgnorable(c)) {
        continue;
      } else {
        mayCompose |= (c >= 0x1100 && c <= 0x11FF) || c == 0x3099 || c == 0x309A || c < 0x3000;
        appendLetter(c, out);
      }
    }
    // Korean syllables and voiced kana come apart above and are put together again.
    return mayCompose ? Normalizer.normalize(out, Normalizer.Form.NFC) : out.toString();
  }

  /** Zero-width characters, soft hyphens, variation selectors and directions: nobody sees them. */
  private static boolean isIgnorable(int c) {
    return c == 0xAD
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x2069)
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFEFF
        || (c >= 0xE0000 && c <= 0xE01EF);
  }

  /** Letters that have no decomposition although people take them for a plain letter. */
  private static void appendLetter(int c, StringBuilder out) {
    switch (c) {
      case 'ß', 'ẞ' -> out.append("ss");
      case 'æ', 'Æ' -> out.append("ae");
      case 'œ', 'Œ' -> out.append("oe");
      case 'ø', 'Ø' -> out.append('o');
      case 'đ', 'Đ', 'ð', 'Ð' -> out.append('d');
      case 'ł', 'Ł' -> out.append('l');
      case 'þ', 'Þ' -> out.append("th");
      case 'ħ', 'Ħ' -> out.append('h');
      case 'ı' -> out.append('i');
      case '’', '‘', 'ʼ' -> out.append('\'');
      case '“', '”' -> out.append('"');
      case '‐', '‑', '–', '—', '−' -> out.append('-');
      case '。' -> out.append('.');
      case '、' -> out.append(',');
      case '【' -> out.append('[');
      case '】' -> out.append(']');
      default -> out.appendCodePoint(Character.toLowerCase(Character.toUpperCase(c)));
    }
  }
}
