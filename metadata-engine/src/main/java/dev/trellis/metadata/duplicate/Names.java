package dev.trellis.metadata.duplicate;

import dev.trellis.metadata.text.Folding;
import dev.trellis.metadata.text.Pinyin;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names of people and companies without what does not tell them apart. */
final class Names {
  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "inc",
          "incorporated",
          "corp",
          "corporation",
          "co",
          "company",
          "ltd",
          "limited",
          "llc",
          "llp",
          "lp",
          "plc",
          "gmbh",
          "mbh",
          "ag",
          "kg",
          "kgaa",
          "ohg",
          "ug",
          "ev",
          "se",
          "sa",
          "sas",
          "sarl",
          "srl",
          "spa",
          "bv",
          "nv",
          "oy",
          "oyj",
          "ab",
          "as",
          "aps",
          "pty",
          "pte",
          "pvt",
          "kk",
          "sdn",
          "bhd",
          "the");

  /** Longest first: each is looked for at the end, again and again. */
  private static final List<String> CHINESE_FORMS =
      List.of(
          "股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "股份公司", "集团公司", "株式会社", "总公司", "公司", "集团", "股份");

  private Names() {}

  /** Folded, without punctuation and blanks around it: what {@code equal} compares. */
  static String plain(String text) {
    String folded = Folding.fold(text);
    var out = new StringBuilder(folded.length());
    boolean isGap = false;
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c == ' ' || c == 0xA0) {
        isGap = !out.isEmpty();
      } else {
        if (isGap) {
          out.append(' ');
          isGap = false;
        }
        out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * The words that make a name, sorted: {@code Müller & Söhne GmbH} is {@code muller, sohne},
   * {@code 深圳腾讯有限公司} is {@code 深圳腾讯}.
   */
  static List<String> words(String text) {
    String folded = Folding.fold(text);
    List<String> words = new ArrayList<>();
    var word = new StringBuilder();
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
        word.append(c);
      } else if (c != '\'' && c != '.') {
        // "O'Neil" and "S.A." are one word each.
        flush(word, words);
      }
    }
    flush(word, words);
    List<String> significant = new ArrayList<>(words);
    significant.removeIf(LEGAL_FORMS::contains);
    List<String> kept = significant.isEmpty() ? words : significant;
    kept.sort(null);
    return kept;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(withoutChineseForms(word.toString()));
      word.setLength(0);
    }
  }

  private static String withoutChineseForms(String word) {
    String rest = word;
    for (int i = 0; i < CHINESE_FORMS.size(); i++) {
      String form = CHINESE_FORMS.get(i);
      if (rest.length() > form.length() && rest.endsWith(form)) {
        rest = rest.substring(0, rest.length() - form.length());
        i = -1;
      }
    }
    return rest;
  }

  /** How a text sounds, as letters and digits: 张三, 章三 and {@code Zhang San} are one. */
  static String sound(String text) {
    String folded = Folding.fold(text);
    short[] readings = Pinyin.read(folded);
    var out = new StringBuilder();
    for (int i = 0; i < folded.length(); i++) {
      if (readings[i] != 0) {
        out.append(Pinyin.syllable(readings[i]));
      } else if (Character.isLetterOrDigit(folded.charAt(i))) {
        out.append(folded.charAt(i));
      }
    }
    return out.toString();
  }

  static String digits(CharSequence text) {
    var digits = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
    return digits.toString();
  }
}
