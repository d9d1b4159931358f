package dev.trellis.metadata.search;

import java.util.List;

/** What the words of a record must satisfy. One meaning, here and as a {@code tsquery}. */
sealed interface Condition {
  boolean matches(Lexemes lexemes);

  /** Appends the {@code tsquery}; words need no escaping, they are letters, digits and marks. */
  void write(String tenantPrefix, StringBuilder out);

  record Word(char kind, String text, boolean isPrefix) implements Condition {
    @Override
    public boolean matches(Lexemes lexemes) {
      return isPrefix ? lexemes.hasPrefix(kind, text) : lexemes.has(kind, text);
    }

    @Override
    public void write(String tenantPrefix, StringBuilder out) {
      out.append('\'').append(tenantPrefix).append(kind).append(text).append('\'');
      if (isPrefix) {
        out.append(":*");
      }
    }
  }

  record All(List<Condition> conditions) implements Condition {
    @Override
    public boolean matches(Lexemes lexemes) {
      return conditions.stream().allMatch(condition -> condition.matches(lexemes));
    }

    @Override
    public void write(String tenantPrefix, StringBuilder out) {
      join(conditions, " & ", tenantPrefix, out);
    }
  }

  record Any(List<Condition> conditions) implements Condition {
    @Override
    public boolean matches(Lexemes lexemes) {
      return conditions.stream().anyMatch(condition -> condition.matches(lexemes));
    }

    @Override
    public void write(String tenantPrefix, StringBuilder out) {
      join(conditions, " | ", tenantPrefix, out);
    }
  }

  static Condition prefix(char kind, String text) {
    return new Word(kind, text, true);
  }

  static Condition exact(char kind, String text) {
    return new Word(kind, text, false);
  }

  static Condition all(List<Condition> conditions) {
    return conditions.size() == 1 ? conditions.getFirst() : new All(List.copyOf(conditions));
  }

  static Condition any(List<Condition> conditions) {
    return conditions.size() == 1 ? conditions.getFirst() : new Any(List.copyOf(conditions));
  }

  private static void join(
      List<Condition> conditions, String operator, String tenantPrefix, StringBuilder out) {
    out.append('(');
    for (int i = 0; i < conditions.size(); i++) {
      if (i > 0) {
        out.append(operator);
      }
      conditions.get(i).write(tenantPrefix, out);
    }
    out.append(')');
  }
}
