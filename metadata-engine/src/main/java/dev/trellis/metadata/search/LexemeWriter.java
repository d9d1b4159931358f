package dev.trellis.metadata.search;

import dev.trellis.metadata.text.Folding;
import dev.trellis.metadata.text.Pinyin;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the lexemes of texts, as the input of PostgreSQL's {@code tsvector}: words with a colon,
 * the number of their field and a space. The same word may come twice; the database drops the
 * second.
 */
final class LexemeWriter {
  private static final int MAX_PER_FIELD = 64;
  private static final int MAX_PER_RECORD = 256;

  /** Sounds cost two lexemes a character: only the beginning of a text has them. */
  private static final int MAX_SOUNDS_PER_RUN = 24;

  private static final int MAX_JOINED_NAME = 20;

  private final String prefix;
  private final Consumer<String> vocabulary;
  private final StringBuilder out = new StringBuilder(128);
  private String field = "";
  private int inField;
  private int inRecord;

  /**
   * @param prefix stands before every lexeme
   * @param vocabulary takes words that a searcher may mistype
   */
  LexemeWriter(String prefix, Consumer<String> vocabulary) {
    this.prefix = prefix;
    this.vocabulary = vocabulary;
  }

  String tokens() {
    return out.toString();
  }

  /**
   * @param position tells the field's words from those of others, from 1 on
   */
  void beginField(int position) {
    field = ":" + position + " ";
    inField = 0;
  }

  /**
   * @param hasSounds whether Chinese is also found by pinyin and initials
   */
  void text(String raw, boolean hasSounds) {
    String text = Folding.fold(raw);
    short[] readings = hasSounds && Pinyin.hasHan(text) ? Pinyin.read(text) : null;
    int pieces = 0;
    int compoundStart = 0;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      if (Lexeme.isUnspaced(c)) {
        compound(text, compoundStart, at, pieces);
        int end = unspacedEnd(text, at);
        run(text, at, end, readings);
        at = end;
        pieces = 0;
        compoundStart = at;
      } else if (Lexeme.isWordPart(c)) {
        int end = wordEnd(text, at);
        word(text, at, end);
        pieces++;
        at = end;
      } else {
        boolean isJoint = c != ' ' && at + 1 < text.length() && at > compoundStart && pieces > 0;
        if (!isJoint || !Lexeme.isWordPart(text.codePointAt(at + 1)) || Character.isWhitespace(c)) {
          compound(text, compoundStart, at, pieces);
          pieces = 0;
          compoundStart = at + Character.charCount(c);
        }
        at += Character.charCount(c);
      }
    }
    compound(text, compoundStart, text.length(), pieces);
  }

  /** A short name of two words is also found when they are written as one. */
  void joinedName(String raw) {
    String text = Folding.fold(raw);
    if (text.length() > MAX_JOINED_NAME) {
      return;
    }
    int words = 0;
    boolean isInside = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isPart = c < 0x80 && Lexeme.isWordPart(c);
      if (!isPart && c != ' ') {
        return;
      }
      words += isPart && !isInside ? 1 : 0;
      isInside = isPart;
    }
    if (words == 2) {
      add(Lexeme.WORD, text.replace(" ", ""));
    }
  }

  /** The parts of an address by themselves, without those that every address has. */
  void address(String raw) {
    String text = Folding.fold(raw);
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      if (!Lexeme.isWordPart(c)) {
        at += Character.charCount(c);
        continue;
      }
      int end = at;
      while (end < text.length() && Lexeme.isWordPart(text.codePointAt(end))) {
        end += Character.charCount(text.codePointAt(end));
      }
      if (!SearchQueryParser.isAddressNoise(text, at, end)) {
        add(Lexeme.WORD, text.substring(at, Math.min(end, at + Lexeme.MAX_WORD)));
      }
      at = end;
    }
  }

  void phone(String raw) {
    String digits = digits(Folding.fold(raw));
    int length = Math.min(digits.length(), Lexeme.MAX_DIGITS);
    for (int from = 0; from <= length - Lexeme.MIN_DIGITS; from++) {
      add(Lexeme.DIGITS, digits.substring(from, length));
    }
    if (length > 0 && length < Lexeme.MIN_DIGITS) {
      add(Lexeme.WORD, digits);
    }
  }

  /** How a run of Chinese sounds, in the forgiving form; empty when it has no reading. */
  static String sound(String run) {
    short[] readings = Pinyin.read(run);
    var letters = new StringBuilder();
    for (short reading : readings) {
      letters.append(Pinyin.syllable(reading));
    }
    return FuzzyPinyin.normal(letters);
  }

  static String digits(String folded) {
    var digits = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }

  static int wordEnd(String text, int from) {
    int end = from;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (!Lexeme.isWordPart(c) || Lexeme.isUnspaced(c)) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  static int unspacedEnd(String text, int from) {
    int end = from;
    while (end < text.length() && Lexeme.isUnspaced(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private void word(String text, int from, int end) {
    add(Lexeme.WORD, text, from, Math.min(end, from + Lexeme.MAX_WORD));
    int length = end - from;
    if (length >= Spelling.MIN_LENGTH
        && length <= Spelling.MAX_LENGTH
        && isLatin(text, from, end)) {
      vocabulary.accept(text.substring(from, end));
    }
  }

  private static boolean isLatin(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
        return false;
      }
    }
    return true;
  }

  /** {@code A-17} is a, 17 and also a17. */
  private void compound(String text, int from, int end, int pieces) {
    if (pieces < 2) {
      return;
    }
    var joined = new StringBuilder(end - from);
    for (int i = from; i < end && joined.length() < Lexeme.MAX_WORD; i++) {
      if (Lexeme.isWordPart(text.charAt(i))) {
        joined.append(text.charAt(i));
      }
    }
    add(Lexeme.WORD, joined);
  }

  private void run(String text, int from, int end, short @Nullable [] readings) {
    for (int at = from; at < end; ) {
      int next = at + Character.charCount(text.codePointAt(at));
      int after = next < end ? next + Character.charCount(text.codePointAt(next)) : next;
      add(Lexeme.GRAM, text, at, after);
      at = next;
    }
    if (readings != null) {
      sounds(from, end, readings);
    }
  }

  private void sounds(int from, int end, short[] readings) {
    var letters = new StringBuilder();
    var initials = new StringBuilder();
    int[] starts = new int[end - from];
    int count = 0;
    for (int i = from; i < end && count < MAX_SOUNDS_PER_RUN; i++) {
      if (readings[i] != 0) {
        String syllable = Pinyin.syllable(readings[i]);
        starts[count++] = letters.length();
        letters.append(syllable);
        initials.append(syllable.charAt(0));
      }
    }
    for (int i = 0; i < count; i++) {
      add(Lexeme.PINYIN, FuzzyPinyin.normal(letters.substring(starts[i])));
      if (count - i >= 2) {
        add(Lexeme.INITIALS, initials, i, Math.min(count, i + Lexeme.MAX_INITIALS));
      }
    }
  }

  private void add(char kind, CharSequence text) {
    add(kind, text, 0, text.length());
  }

  private void add(char kind, CharSequence text, int from, int end) {
    if (inField >= MAX_PER_FIELD || inRecord >= MAX_PER_RECORD) {
      return;
    }
    inField++;
    inRecord++;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    out.append(prefix).append(kind).append(text, from, end).append(field);
  }
}
