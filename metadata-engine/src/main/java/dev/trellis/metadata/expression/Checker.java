package dev.trellis.metadata.expression;

import dev.trellis.metadata.expression.Expression.Comparison;
import dev.trellis.metadata.expression.Expression.Operation;
import dev.trellis.metadata.expression.Syntax.BinaryOperator;
import dev.trellis.sdk.component.FieldType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Syntax tree to typed tree. No conversion happens but of literals, see {@link Literals}. */
final class Checker {
  /** Known elsewhere, and without a meaning here; each with the code of the reason. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "GETRECORDIDS", "function_of_selections",
          "GETSESSIONID", "function_of_pages",
          "IMAGEPROXYURL", "function_of_pages",
          "INCLUDE", "function_of_pages",
          "JUNCTIONIDLIST", "function_of_pages",
          "LINKTO", "function_of_pages",
          "PARENTGROUPVAL", "function_of_reports",
          "PREDICT", "function_of_pages",
          "PREVGROUPVAL", "function_of_reports",
          "REQUIRESCRIPT", "function_of_pages");

  private final Scope scope;
  private final ZoneId zone;

  Checker(Scope scope, ZoneId zone) {
    this.scope = scope;
    this.zone = zone;
  }

  Expression check(Syntax syntax, @Nullable ValueType expected) {
    Expression expression = type(syntax);
    if (expected == null) {
      return expression;
    }
    if (expression.type() == ValueType.NULL) {
      return new Expression.Constant(null, expected, expression.at());
    }
    if (expected == ValueType.TEXT && expression.type() == ValueType.REFERENCE) {
      return idText(expression);
    }
    if (expression.type() != expected) {
      throw ExpressionException.at(
          start(syntax),
          "formula_wrong_result",
          "wants",
          expected.wire(),
          "got",
          Mistakes.describe(expression));
    }
    return expression;
  }

  private Expression type(Syntax syntax) {
    return switch (syntax) {
      case Syntax.TextLiteral(String value, Position at) ->
          new Expression.Constant(value.isEmpty() ? null : value, ValueType.TEXT, at);
      case Syntax.NumberLiteral(var value, Position at) ->
          new Expression.Constant(value, ValueType.NUMBER, at);
      case Syntax.BooleanLiteral(boolean value, Position at) ->
          new Expression.Constant(value, ValueType.BOOLEAN, at);
      case Syntax.NullLiteral(Position at) -> new Expression.Constant(null, ValueType.NULL, at);
      case Syntax.Path path -> scope.resolve(path);
      case Syntax.Unary unary -> unary(unary);
      case Syntax.Binary binary -> binary(binary);
      case Syntax.Call call -> call(call);
    };
  }

  private Expression unary(Syntax.Unary unary) {
    Expression operand = type(unary.operand());
    return switch (unary.operator()) {
      case NOT -> new Expression.Not(require(operand, ValueType.BOOLEAN, "NOT"), unary.at());
      case PLUS -> require(operand, ValueType.NUMBER, "+");
      case MINUS -> new Expression.Negate(require(operand, ValueType.NUMBER, "-"), unary.at());
    };
  }

  private Expression binary(Syntax.Binary binary) {
    Expression left = type(binary.left());
    Expression right = type(binary.right());
    Position at = binary.at();
    return switch (binary.operator()) {
      case AND -> junction(BinaryOperator.AND, List.of(left, right), "&&", at);
      case OR -> junction(BinaryOperator.OR, List.of(left, right), "||", at);
      case EQUAL -> compare(Comparison.EQUAL, left, right, at);
      case NOT_EQUAL -> compare(Comparison.NOT_EQUAL, left, right, at);
      case LESS -> compare(Comparison.LESS, left, right, at);
      case GREATER -> compare(Comparison.GREATER, left, right, at);
      case LESS_OR_EQUAL -> compare(Comparison.LESS_OR_EQUAL, left, right, at);
      case GREATER_OR_EQUAL -> compare(Comparison.GREATER_OR_EQUAL, left, right, at);
      case CONCATENATE -> concatenate(left, right, "&", at);
      case ADD ->
          joinsTexts(left, right) ? concatenate(left, right, "+", at) : add(left, right, at);
      case SUBTRACT -> subtract(left, right, at);
      case MULTIPLY -> number(Operation.MULTIPLY, left, right, at);
      case DIVIDE -> number(Operation.DIVIDE, left, right, at);
      case POWER -> number(Operation.POWER, left, right, at);
    };
  }

  /** After a number or a day, a text is what is wrong. */
  private static boolean joinsTexts(Expression left, Expression right) {
    return left.type() == ValueType.TEXT
        || right.type() == ValueType.TEXT
            && left.type() != ValueType.NUMBER
            && !isTemporal(left.type());
  }

  /** {@code And(And(a, b), c) -> And(a, b, c)} */
  private Expression junction(
      BinaryOperator operator, List<Expression> arguments, String symbol, Position at) {
    var terms = new ArrayList<Expression>();
    for (Expression argument : arguments) {
      Expression term = require(argument, ValueType.BOOLEAN, symbol);
      if (operator == BinaryOperator.AND && term instanceof Expression.And and) {
        terms.addAll(and.terms());
      } else if (operator == BinaryOperator.OR && term instanceof Expression.Or or) {
        terms.addAll(or.terms());
      } else {
        terms.add(term);
      }
    }
    return operator == BinaryOperator.AND
        ? new Expression.And(terms, at)
        : new Expression.Or(terms, at);
  }

  private Expression compare(Comparison operator, Expression left, Expression right, Position at) {
    if (left.type() == ValueType.NULL && right.type() == ValueType.NULL) {
      return new Expression.Constant(null, ValueType.BOOLEAN, at);
    }
    Expression first = beside(align(left, right), right);
    Expression second = beside(align(right, left), left);
    ValueType type = first.type();
    if (!type.isComparable()) {
      throw ExpressionException.at(
          at,
          "formula_not_comparable",
          "operator",
          operator.symbol(),
          "got",
          Mistakes.describe(first));
    }
    if (!agree(type, second.type())) {
      throw differ(operator.symbol(), left, right, at);
    }
    if (!operator.isEquality() && !(type.isOrdered() && second.type().isOrdered())) {
      throw ExpressionException.at(
          at,
          "formula_not_ordered",
          "operator",
          operator.symbol(),
          "got",
          Mistakes.describe(type.isOrdered() ? second : first));
    }
    return new Expression.Compare(operator, first, second, at);
  }

  /** Gives a null or text literal the type of what stands beside it. */
  private Expression align(Expression expression, Expression beside) {
    ValueType type = beside.type();
    if (expression.type() == ValueType.NULL) {
      return new Expression.Constant(null, type, expression.at());
    }
    if (expression instanceof Expression.Constant text && text.type() == ValueType.TEXT) {
      if (isDuration(beside)) {
        return Literals.seconds(text);
      }
      if (Literals.reads(type) && !(type == ValueType.REFERENCE && Literals.isForeignId(text))) {
        return Literals.read(text, type, zone);
      }
    }
    return expression;
  }

  private static boolean isDuration(Expression expression) {
    return expression instanceof Expression.Reference(Binding.OfField(FieldPath path), _, _)
        && path.field().type() instanceof FieldType.Duration;
  }

  private static boolean agree(ValueType a, ValueType b) {
    return a == b || (isText(a) && isText(b));
  }

  private static boolean isText(ValueType type) {
    return type == ValueType.TEXT || type == ValueType.PICKLIST;
  }

  private Expression concatenate(Expression left, Expression right, String symbol, Position at) {
    var parts = new ArrayList<Expression>();
    for (Expression operand : List.of(left, right)) {
      Expression part = require(operand, ValueType.TEXT, symbol);
      if (part instanceof Expression.Concatenate inner) {
        parts.addAll(inner.parts());
      } else {
        parts.add(part);
      }
    }
    return new Expression.Concatenate(parts, at);
  }

  private Expression add(Expression left, Expression right, Position at) {
    if (isTemporal(left.type()) && fitsNumber(right)) {
      return calculate(Operation.ADD, left, asNumber(right), left.type(), at);
    }
    if (isTemporal(right.type()) && fitsNumber(left)) {
      return calculate(Operation.ADD, right, asNumber(left), right.type(), at);
    }
    return number(Operation.ADD, left, right, at);
  }

  private Expression subtract(Expression left, Expression right, Position at) {
    if (isTemporal(left.type()) && right.type() == left.type()) {
      return calculate(Operation.SUBTRACT, left, right, ValueType.NUMBER, at);
    }
    if (isDay(left) && isDay(right)) {
      throw Mistakes.daysOfTwoKinds(left, right, at);
    }
    if (isTemporal(left.type()) && fitsNumber(right)) {
      return calculate(Operation.SUBTRACT, left, asNumber(right), left.type(), at);
    }
    return number(Operation.SUBTRACT, left, right, at);
  }

  private Expression number(Operation operator, Expression left, Expression right, Position at) {
    if (!fitsNumber(left) || !fitsNumber(right)) {
      boolean takesLeft =
          fitsNumber(left)
              || isTemporal(left.type())
                  && (operator == Operation.ADD || operator == Operation.SUBTRACT);
      throw Mistakes.operand(takesLeft ? right : left, ValueType.NUMBER, operator.symbol());
    }
    return calculate(operator, asNumber(left), asNumber(right), ValueType.NUMBER, at);
  }

  private static Expression calculate(
      Operation operator, Expression left, Expression right, ValueType type, Position at) {
    return new Expression.Calculate(operator, left, right, type, at);
  }

  private static boolean isTemporal(ValueType type) {
    return type == ValueType.DATE || type == ValueType.DATETIME || type == ValueType.TIME;
  }

  private static boolean isDay(Expression expression) {
    return expression.type() == ValueType.DATE || expression.type() == ValueType.DATETIME;
  }

  private static boolean fitsNumber(Expression expression) {
    return expression.type() == ValueType.NUMBER || expression.type() == ValueType.NULL;
  }

  private static Expression asNumber(Expression expression) {
    return typed(expression, ValueType.NUMBER);
  }

  private static Expression typed(Expression expression, ValueType type) {
    return expression.type() == ValueType.NULL
        ? new Expression.Constant(null, type, expression.at())
        : expression;
  }

  /** An id where text is wanted is that text, as in the language we follow. */
  private static Expression idText(Expression reference) {
    return call(Function.CASESAFEID, List.of(reference), ValueType.TEXT, reference.at());
  }

  /** An id beside a text that is not read as an id. */
  private static Expression beside(Expression expression, Expression other) {
    boolean isRead = other instanceof Expression.Constant text && !Literals.isForeignId(text);
    return isRead ? expression : asText(expression, other);
  }

  /** An id that is one value of several, with a text among the others. */
  private static Expression asText(Expression expression, Expression other) {
    boolean isBlank = other instanceof Expression.Constant(Object value, _, _) && value == null;
    return expression.type() == ValueType.REFERENCE && other.type() == ValueType.TEXT && !isBlank
        ? idText(expression)
        : expression;
  }

  private static Expression require(Expression expression, ValueType type, String symbol) {
    if (type == ValueType.TEXT && expression.type() == ValueType.REFERENCE) {
      return idText(expression);
    }
    if (expression.type() != type && expression.type() != ValueType.NULL) {
      throw Mistakes.operand(expression, type, symbol);
    }
    return typed(expression, type);
  }

  private Expression call(Syntax.Call call) {
    var arguments = new ArrayList<Expression>();
    String name = call.name().toUpperCase(Locale.ROOT);
    switch (name) {
      case "AND", "OR" -> {
        call.arguments().forEach(argument -> arguments.add(type(argument)));
        if (arguments.isEmpty()) {
          throw count(name, "1 …", 0, call.at());
        }
        return junction(BinaryOperator.valueOf(name), arguments, name, call.at());
      }
      case "URLFOR" -> {
        return address(call);
      }
      case "VLOOKUP" -> {
        return lookup(call);
      }
      default -> {}
    }
    Function function =
        Function.named(name)
            .orElseThrow(
                () ->
                    ExpressionException.unknown(
                        call.at(),
                        REFUSED.getOrDefault(name, "unknown_function"),
                        call.name(),
                        REFUSED.containsKey(name) ? Optional.empty() : Function.nearest(name)));
    Function.Signature signature = function.signature();
    if (!signature.fits(call.arguments().size())) {
      throw count(name, signature.counts(), call.arguments().size(), call.at());
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      arguments.add(argument(function, i, type(call.arguments().get(i))));
    }
    return finish(function, arguments, call.at());
  }

  /** {@code VLOOKUP(object.field, object.key, value)}. */
  private Expression lookup(Syntax.Call call) {
    List<Syntax> given = call.arguments();
    if (!scope.hasPrior()) {
      throw ExpressionException.at(call.at(), "formula_lookup_outside_rules");
    }
    if (given.size() != 3) {
      throw count("VLOOKUP", "3", given.size(), call.at());
    }
    if (!(given.get(0) instanceof Syntax.Path returned)
        || !(given.get(1) instanceof Syntax.Path key)) {
      throw ExpressionException.at(call.at(), "formula_lookup_field", "field", "VLOOKUP");
    }
    Binding.OfLookup binding = scope.lookup(returned, key);
    ValueType type = binding.returnedPath().type();
    Expression value = argument(Function.VLOOKUP, 2, type(given.get(2)));
    return call(
        Function.VLOOKUP,
        List.of(new Expression.Reference(binding, type, returned.at()), value),
        type,
        call.at());
  }

  /** {@code URLFOR($Action.object.View, id, name, value …)} or {@code URLFOR("/…", name, …)}. */
  private Expression address(Syntax.Call call) {
    List<Syntax> given = UrlFor.withoutWhatMeansNothing(call.arguments());
    if (given.isEmpty()) {
      throw count("URLFOR", "1 …", 0, call.at());
    }
    Syntax target = given.getFirst();
    var rest = new ArrayList<Expression>();
    given.subList(1, given.size()).forEach(each -> rest.add(type(each)));
    UrlFor.Action action = UrlFor.action(target).orElse(null);
    if (action != null) {
      if (!scope.hasObject(action.object())) {
        throw ExpressionException.at(target.at(), "formula_unknown_action", "name", target(target));
      }
      Expression record =
          rest.isEmpty()
              ? new Expression.Constant(null, ValueType.TEXT, call.at())
              : argument(Function.CASESAFEID, 0, rest.removeFirst());
      return UrlFor.of(action, record, parameters(rest, call), call.at());
    }
    if (!(target instanceof Syntax.TextLiteral(String address, _)) || !UrlFor.isWithin(address)) {
      throw ExpressionException.at(target.at(), "formula_unknown_action", "name", target(target));
    }
    return UrlFor.of(address, parameters(rest, call), call.at());
  }

  private static List<Expression> parameters(List<Expression> given, Syntax.Call call) {
    if (given.size() % 2 != 0) {
      throw count("URLFOR", "name, value …", call.arguments().size(), call.at());
    }
    return given.stream().map(each -> argument(Function.URLENCODE, 0, each)).toList();
  }

  private static String target(Syntax target) {
    return switch (target) {
      case Syntax.Path path -> path.text();
      case Syntax.TextLiteral(String value, _) -> value;
      default -> "URLFOR";
    };
  }

  private static ExpressionException count(String name, String wanted, int count, Position at) {
    return ExpressionException.at(
        at, "formula_argument_count", "function", name, "wants", wanted, "got", count);
  }

  private static Expression argument(Function function, int index, Expression argument) {
    Function.Parameter parameter = function.signature().parameter(index);
    if (argument.type() == ValueType.REFERENCE && parameter.wantsIdText()) {
      return argument(function, index, idText(argument));
    }
    if (!parameter.accepts(argument.type())) {
      throw ExpressionException.at(
          argument.at(),
          "formula_argument_type",
          "function",
          function.wire(),
          "wants",
          parameter.wants(),
          "got",
          Mistakes.describe(argument));
    }
    if (parameter.literal() && !(argument instanceof Expression.Constant)) {
      throw ExpressionException.at(
          argument.at(), "formula_wants_literal", "function", function.wire());
    }
    return parameter.types().isEmpty()
        ? argument
        : typed(argument, Collections.min(parameter.types()));
  }

  /** Functions whose arguments depend on one another. */
  private Expression finish(Function function, List<Expression> arguments, Position at) {
    return switch (function) {
      case ISBLANK, ISNULL -> {
        requireNot(function, arguments.getFirst(), ValueType.BOOLEAN);
        yield call(function, arguments, ValueType.BOOLEAN, at);
      }
      case BLANKVALUE, NULLVALUE -> {
        requireNot(function, arguments.getFirst(), ValueType.BOOLEAN);
        yield common(function, List.of(), arguments, at);
      }
      case IF -> common(function, arguments.subList(0, 1), arguments.subList(1, 3), at);
      case IFERROR -> common(function, List.of(), arguments, at);
      case CASE -> choice(arguments, at);
      case IN -> in(arguments, at);
      case LIKE -> {
        if (arguments.get(1) instanceof Expression.Constant pattern) {
          Like.require(pattern);
        }
        yield call(function, arguments, ValueType.BOOLEAN, at);
      }
      case ADDMONTHS ->
          call(
              function,
              arguments,
              arguments.getFirst().type() == ValueType.DATETIME
                  ? ValueType.DATETIME
                  : ValueType.DATE,
              at);
      case FORMATDURATION -> duration(arguments, at);
      case CURRENCYRATE -> {
        var path = new Syntax.Path(List.of("$Organization", "Currency"), at);
        yield call(
            function, List.of(arguments.getFirst(), scope.resolve(path)), ValueType.NUMBER, at);
      }
      case ISNEW, ISCLONE -> {
        requireChange(function, at);
        yield call(function, arguments, ValueType.BOOLEAN, at);
      }
      case ISCHANGED -> {
        requireOwnField(function, arguments.getFirst(), at);
        yield call(function, arguments, ValueType.BOOLEAN, at);
      }
      case PRIORVALUE -> {
        requireOwnField(function, arguments.getFirst(), at);
        yield call(function, arguments, arguments.getFirst().type(), at);
      }
      default ->
          call(function, arguments, Objects.requireNonNull(function.signature().result()), at);
    };
  }

  private void requireChange(Function function, Position at) {
    if (!scope.hasPrior()) {
      throw ExpressionException.at(at, "formula_no_prior", "function", function.wire());
    }
  }

  private void requireOwnField(Function function, Expression argument, Position at) {
    requireChange(function, at);
    boolean isOwn =
        argument instanceof Expression.Reference(Binding binding, _, _)
            && switch (binding) {
              case Binding.OfField(FieldPath path) -> path.steps().isEmpty();
              case Binding.OfSlot _ -> false;
              case Binding.OfColumn _ -> true;
              case Binding.OfGlobal _, Binding.OfLookup _ -> false;
            };
    if (!isOwn) {
      throw ExpressionException.at(
          argument.at(), "formula_wants_own_field", "function", function.wire());
    }
  }

  /** {@code FORMATDURATION(seconds[, days])}, or of two times, or of two moments. */
  private static Expression duration(List<Expression> arguments, Position at) {
    ValueType first = arguments.getFirst().type();
    boolean isOpen =
        arguments.size() < 2
            || arguments.getLast() instanceof Expression.Constant(Object value, _, _)
                && value == null;
    ValueType second = isOpen ? ValueType.NULL : arguments.getLast().type();
    boolean ofSeconds = first == ValueType.NUMBER || first == ValueType.NULL;
    boolean fits =
        ofSeconds
            ? second == ValueType.NULL || second == ValueType.BOOLEAN
            : arguments.size() == 2 && (second == first || second == ValueType.NULL);
    if (!fits) {
      throw differ(Function.FORMATDURATION.wire(), arguments.getFirst(), arguments.getLast(), at);
    }
    List<Expression> all =
        ofSeconds || !isOpen
            ? arguments
            : List.of(
                arguments.getFirst(),
                new Expression.Constant(null, first, arguments.getLast().at()));
    return call(Function.FORMATDURATION, all, ValueType.TEXT, at);
  }

  /** {@code CASE(value, key, result, …, otherwise)}: the keys like the value, the results alike. */
  private Expression choice(List<Expression> arguments, Position at) {
    if (arguments.size() % 2 != 0) {
      throw count("CASE", "4, 6, 8 …", arguments.size(), at);
    }
    int last = arguments.size() - 1;
    Expression subject = arguments.getFirst();
    for (int i = 1; i < last; i += 2) {
      subject = beside(subject, arguments.get(i));
    }
    requireNot(Function.CASE, subject, ValueType.BOOLEAN);
    var results = new ArrayList<Expression>();
    var all = new ArrayList<Expression>();
    all.add(subject);
    for (int i = 1; i < last; i += 2) {
      Expression key = align(arguments.get(i), subject);
      if (!agree(subject.type(), key.type()) && subject.type() != ValueType.NULL) {
        throw differ("CASE", subject, arguments.get(i), arguments.get(i).at());
      }
      all.add(key);
      all.add(arguments.get(i + 1));
      results.add(arguments.get(i + 1));
    }
    all.add(arguments.get(last));
    results.add(arguments.get(last));
    Expression model =
        results.stream()
            .filter(result -> result.type() != ValueType.NULL)
            .filter(result -> !isTextLiteral(result))
            .findFirst()
            .or(() -> results.stream().filter(it -> it.type() != ValueType.NULL).findFirst())
            .orElse(results.getFirst());
    requireNot(Function.CASE, model, ValueType.BOOLEAN);
    for (int i = 2; i < last; i += 2) {
      all.set(i, result(all.get(i), model, at));
    }
    all.set(last, result(all.get(last), model, at));
    return call(Function.CASE, all, isText(model.type()) ? ValueType.TEXT : model.type(), at);
  }

  private Expression result(Expression result, Expression model, Position at) {
    Expression aligned = align(result, model);
    if (!agree(aligned.type(), model.type())) {
      throw differ("CASE", model, result, at);
    }
    return aligned;
  }

  private static boolean isTextLiteral(Expression expression) {
    return expression instanceof Expression.Constant && expression.type() == ValueType.TEXT;
  }

  private Expression in(List<Expression> arguments, Position at) {
    Expression subject = arguments.getFirst();
    var aligned = new ArrayList<Expression>();
    aligned.add(subject);
    for (Expression item : arguments.subList(1, arguments.size())) {
      Expression second = align(item, subject);
      if (!subject.type().isComparable() && subject.type() != ValueType.NULL) {
        throw ExpressionException.at(
            subject.at(),
            "formula_not_comparable",
            "operator",
            "IN",
            "got",
            Mistakes.describe(subject));
      }
      if (!agree(subject.type(), second.type())) {
        throw differ("IN", subject, item, item.at());
      }
      aligned.add(second);
    }
    return call(Function.IN, aligned, ValueType.BOOLEAN, at);
  }

  /** The branches of IF and BLANKVALUE have one type, which is the result's. */
  private Expression common(
      Function function, List<Expression> before, List<Expression> branches, Position at) {
    Expression first = asText(branches.getFirst(), branches.getLast());
    Expression last = asText(branches.getLast(), branches.getFirst());
    Expression a = align(first, last);
    Expression b = align(last, first);
    if (!agree(a.type(), b.type())) {
      throw differ(function.wire(), branches.getFirst(), branches.getLast(), at);
    }
    var arguments = new ArrayList<>(before);
    arguments.add(a);
    arguments.add(b);
    return call(function, arguments, isText(a.type()) ? ValueType.TEXT : a.type(), at);
  }

  private static void requireNot(Function function, Expression argument, ValueType type) {
    if (argument.type() == type) {
      throw ExpressionException.at(
          argument.at(),
          "formula_argument_refused",
          "function",
          function.wire(),
          "got",
          Mistakes.describe(argument));
    }
  }

  private static Expression call(
      Function function, List<Expression> arguments, ValueType type, Position at) {
    return new Expression.Call(function, arguments, type, at);
  }

  private static ExpressionException differ(
      String operator, Expression left, Expression right, Position at) {
    return ExpressionException.at(
        at,
        "formula_types_differ",
        "operator",
        operator,
        "left",
        Mistakes.describe(left),
        "right",
        Mistakes.describe(right));
  }

  private static Position start(Syntax syntax) {
    return syntax instanceof Syntax.Binary binary ? start(binary.left()) : syntax.at();
  }
}
