package dev.trellis.metadata.search;

/**
 * Pinyin as people who mix up sounds write it: {@code zh ch sh} are {@code z c s}, {@code ng} is
 * {@code n}, {@code ü} is {@code u}, and {@code zhongguo} may come as {@code zonguo}. Works on text
 * that is not divided into syllables, because nobody types divisions: the index and the query go
 * through the same function.
 */
final class FuzzyPinyin {
  private FuzzyPinyin() {}

  static String normal(CharSequence letters) {
    var out = new StringBuilder(letters.length());
    char before = ' ';
    for (int i = 0; i < letters.length() && out.length() < Lexeme.MAX_PINYIN; i++) {
      char c = letters.charAt(i);
      boolean isSwallowed =
          (c == 'h' && (before == 'z' || before == 'c' || before == 's'))
              || (c == 'g' && (before == 'n' || before == 'g'));
      if (!isSwallowed) {
        out.append(c == 'v' ? 'u' : c);
      }
      before = c;
    }
    return out.toString();
  }
}
