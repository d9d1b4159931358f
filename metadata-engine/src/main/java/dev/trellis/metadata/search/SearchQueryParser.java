package dev.trellis.metadata.search;

import dev.trellis.metadata.search.SearchQuery.Term;
import java.util.ArrayList;
import java.util.List;

/** Divides a folded query into terms. */
final class SearchQueryParser {
  private static final int MAX_TERMS = 8;

  /** Of a number with country and area code, the end is what was probably stored. */
  private static final int LOCAL_DIGITS = 9;

  private final List<Term> terms = new ArrayList<>();
  private final List<Condition> alternatives = new ArrayList<>();

  SearchQueryParser(String folded) {
    for (String chunk : folded.split(" ")) {
      if (terms.size() < MAX_TERMS) {
        chunk(chunk);
      }
    }
    dropSingleLetters();
    phone(folded);
    joined(folded);
  }

  List<Term> terms() {
    return terms;
  }

  List<Condition> alternatives() {
    return terms.isEmpty() ? List.of() : alternatives;
  }

  /** Text without spaces: words joined by punctuation, Chinese, or both. */
  private void chunk(String chunk) {
    List<String> words = new ArrayList<>();
    boolean hasNoise = chunk.indexOf('@') > 0 || chunk.indexOf('.') > 0 || chunk.contains("://");
    for (int at = 0; at < chunk.length(); ) {
      int c = chunk.codePointAt(at);
      if (Lexeme.isUnspaced(c)) {
        words(words);
        words.clear();
        int end = LexemeWriter.unspacedEnd(chunk, at);
        unspaced(chunk.substring(at, end));
        at = end;
      } else if (Lexeme.isWordPart(c)) {
        int end = LexemeWriter.wordEnd(chunk, at);
        if (!hasNoise || !isAddressNoise(chunk, at, end)) {
          words.add(chunk.substring(at, end));
        }
        at = end;
      } else {
        at += Character.charCount(c);
      }
    }
    words(words);
  }

  private void words(List<String> words) {
    if (words.size() == 1) {
      word(words.getFirst());
    } else if (words.size() > 1) {
      List<Condition> each = new ArrayList<>();
      words.forEach(word -> each.add(wordCondition(word)));
      Condition together = wordCondition(String.join("", words));
      terms.add(
          new Term("", Term.Kind.OTHER, Condition.any(List.of(together, Condition.all(each)))));
    }
  }

  private void word(String word) {
    Term.Kind kind = isLatin(word) ? Term.Kind.LATIN : Term.Kind.OTHER;
    terms.add(new Term(word, kind, wordCondition(word)));
  }

  private static Condition wordCondition(String text) {
    String word = text.length() > Lexeme.MAX_WORD ? text.substring(0, Lexeme.MAX_WORD) : text;
    if (word.length() == 1) {
      return Condition.exact(Lexeme.WORD, word);
    }
    List<Condition> any = new ArrayList<>();
    any.add(Condition.prefix(Lexeme.WORD, word));
    if (isLatin(word)) {
      any.add(Condition.prefix(Lexeme.PINYIN, FuzzyPinyin.normal(word)));
      if (word.length() <= Lexeme.MAX_INITIALS) {
        any.add(Condition.prefix(Lexeme.INITIALS, word));
      }
    } else if (word.length() >= Lexeme.MIN_DIGITS && isDigits(word)) {
      any.add(Condition.prefix(Lexeme.DIGITS, word));
    }
    return Condition.any(any);
  }

  private void unspaced(String run) {
    List<Condition> grams = new ArrayList<>();
    int first = Character.charCount(run.codePointAt(0));
    if (first == run.length()) {
      grams.add(Condition.prefix(Lexeme.GRAM, run));
    }
    for (int at = 0; at + Character.charCount(run.codePointAt(at)) < run.length(); ) {
      int next = at + Character.charCount(run.codePointAt(at));
      int end = next + Character.charCount(run.codePointAt(next));
      grams.add(Condition.exact(Lexeme.GRAM, run.substring(at, end)));
      at = next;
    }
    terms.add(new Term(run, Term.Kind.UNSPACED, Condition.all(grams)));
  }

  /** While somebody types "john d", the d is not yet a word. */
  private void dropSingleLetters() {
    if (terms.size() > 1) {
      List<Term> longer =
          terms.stream()
              .filter(term -> term.kind() == Term.Kind.UNSPACED || term.text().length() != 1)
              .toList();
      if (!longer.isEmpty()) {
        terms.clear();
        terms.addAll(longer);
      }
    }
  }

  private void phone(String folded) {
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if ((c < '0' || c > '9') && "+-() ./".indexOf(c) < 0) {
        return;
      }
    }
    String digits = LexemeWriter.digits(folded);
    if (digits.length() < Lexeme.MIN_DIGITS) {
      return;
    }
    int length = Math.min(digits.length(), Lexeme.MAX_DIGITS);
    alternatives.add(Condition.prefix(Lexeme.DIGITS, digits.substring(0, length)));
    if (digits.length() > LOCAL_DIGITS + 1) {
      alternatives.add(
          Condition.exact(Lexeme.DIGITS, digits.substring(digits.length() - LOCAL_DIGITS)));
    }
  }

  /** {@code gtx pro} also finds what is written {@code GTXPro}; {@code su yang} sounds like 速阳. */
  private void joined(String folded) {
    if (terms.size() < 2
        || terms.size() > 4
        || folded.length() > Lexeme.MAX_WORD
        || terms.stream().anyMatch(term -> term.kind() != Term.Kind.LATIN)) {
      return;
    }
    alternatives.add(wordCondition(folded.replace(" ", "")));
  }

  private static boolean isLatin(String word) {
    return word.chars().allMatch(c -> c >= 'a' && c <= 'z');
  }

  private static boolean isDigits(String word) {
    return word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Parts that every address has. */
  static boolean isAddressNoise(String text, int from, int end) {
    return switch (text.substring(from, end)) {
      case "com", "www", "http", "https" -> true;
      default -> false;
    };
  }
}
