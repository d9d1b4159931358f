package dev.trellis.metadata.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Addresses of our interface. Made of the functions that every engine knows:
 *
 * <pre>
 * URLFOR($Action.deal.Edit, id, "tab", x)
 *   -> IF(ISBLANK(id), NULL, "/o/deal/" & CASESAFEID(id) & "/edit?tab=" & URLENCODE(x))
 * </pre>
 */
final class UrlFor {
  private final List<Expression> parts = new ArrayList<>();
  private final Position at;

  private UrlFor(Position at) {
    this.at = at;
  }

  /** {@code $Action.deal.Edit}: an object and what to do with it. */
  record Action(String object, Verb verb) {}

  enum Verb {
    VIEW,
    EDIT,
    NEW,
    LIST;

    private boolean wantsRecord() {
      return this == VIEW || this == EDIT;
    }
  }

  /**
   * As Salesforce writes it, in our form: an address has no record, an action without a record may
   * have an object instead, and whether a page that replaces another is passed over is nothing
   * here.
   *
   * <pre>
   * URLFOR("/x", NULL, [a = b])                  ->  URLFOR("/x", "a", b)
   * URLFOR($Action.deal.New, $ObjectType.deal)   ->  URLFOR($Action.deal.New, NULL)
   * URLFOR($Action.deal.View, id, [], TRUE)      ->  URLFOR($Action.deal.View, id)
   * </pre>
   */
  static List<Syntax> withoutWhatMeansNothing(List<Syntax> arguments) {
    var rest = new ArrayList<>(arguments);
    if (rest.size() > 2 && rest.getLast() instanceof Syntax.BooleanLiteral) {
      rest.removeLast();
      if (rest.getLast() instanceof Syntax.NullLiteral && rest.size() > 2) {
        rest.removeLast();
      }
    }
    if (rest.size() > 1 && isObject(rest.get(1))) {
      rest.set(1, new Syntax.NullLiteral(rest.get(1).at()));
    }
    boolean isAddress = !rest.isEmpty() && rest.getFirst() instanceof Syntax.TextLiteral;
    if (isAddress && rest.size() % 2 == 0 && rest.get(1) instanceof Syntax.NullLiteral) {
      rest.remove(1);
    }
    return rest;
  }

  private static boolean isObject(Syntax syntax) {
    return syntax instanceof Syntax.Path(List<String> segments, _)
        && segments.size() == 2
        && segments.getFirst().equalsIgnoreCase("$objecttype");
  }

  static Optional<Action> action(Syntax syntax) {
    if (!(syntax instanceof Syntax.Path(List<String> segments, _))
        || segments.size() != 3
        || !segments.getFirst().equalsIgnoreCase("$action")) {
      return Optional.empty();
    }
    if (segments.getLast().equalsIgnoreCase("tab")) {
      return Optional.of(new Action(segments.get(1).toLowerCase(Locale.ROOT), Verb.LIST));
    }
    for (Verb verb : Verb.values()) {
      if (verb.name().equalsIgnoreCase(segments.getLast())) {
        return Optional.of(new Action(segments.get(1).toLowerCase(Locale.ROOT), verb));
      }
    }
    return Optional.empty();
  }

  /**
   * @param record blank or null where the action needs none
   * @param parameters names and values of the query, by turns
   */
  static Expression of(Action action, Expression record, List<Expression> parameters, Position at) {
    var url = new UrlFor(at);
    url.add("/o/" + action.object());
    if (action.verb().wantsRecord()) {
      url.add("/");
      url.parts.add(call(Function.CASESAFEID, record, at));
    }
    url.add(
        switch (action.verb()) {
          case VIEW, LIST -> "";
          case EDIT -> "/edit";
          case NEW -> "/new";
        });
    url.parameters(parameters, '?');
    var whole = new Expression.Concatenate(url.parts, at);
    if (!action.verb().wantsRecord()) {
      return whole;
    }
    var isBlank = new Expression.Call(Function.ISBLANK, List.of(record), ValueType.BOOLEAN, at);
    return new Expression.Call(
        Function.IF,
        List.of(isBlank, new Expression.Constant(null, ValueType.TEXT, at), whole),
        ValueType.TEXT,
        at);
  }

  /** Of an address within the program. */
  static Expression of(String address, List<Expression> parameters, Position at) {
    var url = new UrlFor(at);
    url.add(address);
    url.parameters(parameters, address.contains("?") ? '&' : '?');
    return new Expression.Concatenate(url.parts, at);
  }

  /** Whether a browser stays with the program: {@code //host} and a backslash lead elsewhere. */
  static boolean isWithin(String address) {
    return address.startsWith("/") && !address.startsWith("//") && !address.contains("\\");
  }

  private void parameters(List<Expression> parameters, char first) {
    char separator = first;
    for (int i = 0; i + 1 < parameters.size(); i += 2) {
      add(Character.toString(separator));
      parts.add(call(Function.URLENCODE, parameters.get(i), at));
      add("=");
      parts.add(call(Function.URLENCODE, parameters.get(i + 1), at));
      separator = '&';
    }
  }

  private void add(String text) {
    if (!text.isEmpty()) {
      parts.add(new Expression.Constant(text, ValueType.TEXT, at));
    }
  }

  private static Expression call(Function function, Expression argument, Position at) {
    return new Expression.Call(function, List.of(argument), ValueType.TEXT, at);
  }
}
