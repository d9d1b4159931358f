package dev.trellis.metadata.expression;

import dev.trellis.sdk.error.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A formula of Salesforce as a formula of ours that means the same: names are translated, powers
 * get the parentheses that they need here. Everything else, comments and spaces too, stays.
 */
public final class SalesforceImport {
  private final String source;
  private final List<Token> tokens;
  private final Map<Integer, Syntax.Path> paths;
  private final Map<Integer, ProfileComparison> profiles;
  private final SalesforceNames names;
  private final List<Violation> warnings = new ArrayList<>();

  /** What each of our names was made of. */
  private final Map<String, String> meanings = new HashMap<>();

  /**
   * @param expression in our language
   * @param warnings what a person should look at, with the place in the text that was given
   */
  public record Imported(String expression, List<Violation> warnings) {
    public Imported {
      warnings = List.copyOf(warnings);
    }
  }

  private SalesforceImport(
      String source, Syntax tree, Map<String, String> names, KnownFields known) {
    this.source = source;
    this.tokens = Lexer.tokens(source);
    this.paths = paths(tree);
    this.profiles =
        ProfileComparison.of(tree, tokens).stream()
            .collect(Collectors.toMap(ProfileComparison::first, comparison -> comparison));
    this.names = new SalesforceNames(names, known);
  }

  /**
   * @param names go before what names usually become; see {@link SalesforceNames}
   * @param known go before what names usually become, too
   */
  public static Checked<Imported> of(String source, Map<String, String> names, KnownFields known) {
    return Expressions.parse(source)
        .flatMap(
            tree -> Checked.valid(new SalesforceImport(source, tree, names, known).imported()));
  }

  private Imported imported() {
    var before = new HashMap<Integer, String>();
    var after = new HashMap<Integer, String>();
    for (PowerGrouping.Group group : PowerGrouping.of(tokens)) {
      before.merge(group.first(), "(", String::concat);
      after.merge(group.last(), ")", String::concat);
      warn(tokens.get(group.first()).at(), "import_power", "text", text(group));
    }
    warnAboutIds();
    var expression = new StringBuilder();
    int done = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      expression
          .append(source, done, token.at().offset())
          .append(before.getOrDefault(i, ""))
          .append(profiles.containsKey(i) ? permission(profiles.get(i)) : translation(token));
      i = profiles.containsKey(i) ? profiles.get(i).last() : i;
      expression.append(after.getOrDefault(i, ""));
      done = tokens.get(i).end();
    }
    return new Imported(expression.toString(), warnings);
  }

  private String translation(Token token) {
    Syntax.Path path = paths.get(token.at().offset());
    if (path == null) {
      return source.substring(token.at().offset(), token.end());
    }
    String ours = names.translate(path.segments());
    warnIfShared(path, ours);
    return ours;
  }

  /** Whoever had a profile there holds a permission set here, and perhaps others. */
  private String permission(ProfileComparison comparison) {
    String ours = "$Permission." + names.permissionSet(comparison.profile());
    warn(
        tokens.get(comparison.first()).at(),
        "import_profile",
        "name",
        comparison.profile(),
        "ours",
        ours);
    return comparison.isEqual() ? ours : "NOT(" + ours + ")";
  }

  /** Two fields that become one: {@code npsp__Level__c} and {@code Level__c}. */
  private void warnIfShared(Syntax.Path path, String ours) {
    String theirs = path.text().toLowerCase(Locale.ROOT).replaceAll(":[^.]*|^\\$record\\.", "");
    String other = meanings.putIfAbsent(ours, theirs);
    if (other != null && !other.equals(theirs)) {
      warn(path.at(), "import_names_meet", "name", path.text(), "other", other, "ours", ours);
    }
  }

  private void warnAboutIds() {
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.TEXT && Literals.isForeignId(token.text())) {
        warn(token.at(), "import_record_id", "value", token.text());
      }
    }
  }

  private String text(PowerGrouping.Group group) {
    return source.substring(
        tokens.get(group.first()).at().offset(), tokens.get(group.last()).end());
  }

  private void warn(Position at, String code, Object... params) {
    warnings.add(ExpressionException.at(at, code, params).violation());
  }

  private static Map<Integer, Syntax.Path> paths(Syntax tree) {
    var paths = new HashMap<Integer, Syntax.Path>();
    var open = new ArrayDeque<Syntax>();
    open.push(tree);
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (next instanceof Syntax.Path path) {
        paths.put(path.at().offset(), path);
      }
      next.children().forEach(open::push);
    }
    return paths;
  }
}
