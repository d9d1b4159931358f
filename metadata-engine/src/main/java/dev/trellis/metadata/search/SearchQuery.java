package dev.trellis.metadata.search;

import dev.trellis.metadata.text.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a searcher typed, understood. All words must be found, in any order and any field. */
public final class SearchQuery {
  private static final int MAX_LENGTH = 200;

  private final String folded;
  private final List<Term> terms;
  private final List<Condition> alternatives;

  /**
   * @param text a single word that a correction may stand in for, or a run of Chinese; empty for
   *     what is taken as it is
   */
  record Term(String text, Kind kind, Condition condition) {
    enum Kind {
      LATIN,
      UNSPACED,
      OTHER
    }
  }

  private SearchQuery(String folded, List<Term> terms, List<Condition> alternatives) {
    this.folded = folded;
    this.terms = List.copyOf(terms);
    this.alternatives = List.copyOf(alternatives);
  }

  public static SearchQuery parse(String text) {
    String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
    String folded = Folding.fold(cut).strip();
    var parser = new SearchQueryParser(folded);
    return new SearchQuery(folded, parser.terms(), parser.alternatives());
  }

  /** Nothing was typed that could be looked for. */
  public boolean isEmpty() {
    return terms.isEmpty();
  }

  /** The query without case, accents and width. */
  public String folded() {
    return folded;
  }

  /** The text of a {@code tsquery} that finds only what belongs to the tenant. */
  public String tsquery(int tenantId) {
    var out = new StringBuilder();
    condition().write(Lexeme.tenantPrefix(tenantId), out);
    return out.toString();
  }

  public boolean matches(Lexemes lexemes) {
    return condition().matches(lexemes);
  }

  /** Words that may be mistyped, for {@link #forgiving}. */
  public List<String> correctable() {
    return terms.stream()
        .filter(term -> term.kind == Term.Kind.LATIN && isCorrectable(term.text))
        .map(Term::text)
        .distinct()
        .toList();
  }

  /** Whether {@link #forgiving} may find more. */
  public boolean canForgive() {
    return terms.stream()
        .anyMatch(
            term ->
                term.kind == Term.Kind.UNSPACED
                    || (term.kind == Term.Kind.LATIN && isCorrectable(term.text)));
  }

  /**
   * The query that also takes similar words for each word, and for Chinese whatever sounds alike.
   */
  public SearchQuery forgiving(Function<String, List<String>> corrections) {
    List<Term> wider = new ArrayList<>();
    for (Term term : terms) {
      List<Condition> any = new ArrayList<>(List.of(term.condition));
      switch (term.kind) {
        case LATIN ->
            corrections
                .apply(term.text)
                .forEach(word -> any.add(Condition.exact(Lexeme.WORD, word)));
        case UNSPACED -> {
          String sound = LexemeWriter.sound(term.text);
          if (!sound.isEmpty()) {
            any.add(Condition.prefix(Lexeme.PINYIN, sound));
          }
        }
        case OTHER -> {
          // Codes and numbers are right or wrong.
        }
      }
      wider.add(new Term(term.text, term.kind, Condition.any(any)));
    }
    return new SearchQuery(folded, wider, alternatives);
  }

  private static boolean isCorrectable(String word) {
    return word.length() >= Spelling.MIN_LENGTH && word.length() <= Spelling.MAX_LENGTH;
  }

  private Condition condition() {
    List<Condition> any = new ArrayList<>();
    any.add(Condition.all(terms.stream().map(Term::condition).toList()));
    any.addAll(alternatives);
    return Condition.any(any);
  }
}
