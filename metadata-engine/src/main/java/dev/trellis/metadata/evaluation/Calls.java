package dev.trellis.metadata.evaluation;

import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The functions of the language, a line or two each. */
final class Calls {
  private static final BigDecimal PI = new BigDecimal("3.14159265358979323846264338327950288420");

  private final Evaluator evaluator;

  Calls(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Works on arguments none of which is blank. */
  private interface Operator {
    @Nullable Object apply(Arguments arguments);
  }

  /** The values of a call's arguments; those that were left out are null. */
  private record Arguments(@Nullable Object[] values) {
    BigDecimal number(int index) {
      return (BigDecimal) Objects.requireNonNull(values[index]);
    }

    @Nullable BigDecimal numberOrNull(int index) {
      return index < values.length ? (BigDecimal) values[index] : null;
    }

    String text(int index) {
      return (String) Objects.requireNonNull(values[index]);
    }

    @Nullable String textOrNull(int index) {
      return index < values.length ? (String) values[index] : null;
    }

    String textOrEmpty(int index) {
      return Objects.requireNonNullElse(textOrNull(index), "");
    }

    LocalDate date(int index) {
      return (LocalDate) Objects.requireNonNull(values[index]);
    }

    LocalTime time(int index) {
      return (LocalTime) Objects.requireNonNull(values[index]);
    }

    Object any(int index) {
      return Objects.requireNonNull(values[index]);
    }

    boolean isBlank(int index) {
      return values[index] == null;
    }
  }

  Evaluation compile(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    return switch (call.function()) {
      case ISBLANK -> isBlank(arguments.getFirst(), true);
      case ISNULL -> isBlank(arguments.getFirst(), false);
      case BLANKVALUE -> otherwise(arguments, true);
      case NULLVALUE -> otherwise(arguments, false);
      case IF -> choose(arguments);
      case CASE -> select(arguments);
      case IFERROR -> recover(arguments);
      case IN -> isAmong(arguments);
      case LIKE -> strict(arguments, in -> Texts.isLike(in.text(0), in.text(1)));
      case ISPICKVAL ->
          all(
              arguments,
              in -> Boolean.TRUE.equals(Values.equal(in.values()[0], in.values()[1], true)));
      case INCLUDES ->
          all(
              arguments,
              in ->
                  !in.isBlank(1)
                      && in.values()[0] instanceof List<?> held
                      && held.contains(in.values()[1]));
      case PICKLISTCOUNT ->
          all(
              arguments,
              in -> BigDecimal.valueOf(in.values()[0] instanceof List<?> held ? held.size() : 0));
      case CONTAINS -> part(arguments, String::contains);
      case BEGINS -> part(arguments, String::startsWith);
      case TEXT_OF -> strict(arguments, in -> text(in.any(0)));
      case LEN -> all(arguments, in -> BigDecimal.valueOf(in.textOrEmpty(0).length()));
      case LEFT -> strict(arguments, in -> Texts.left(in.text(0), in.number(1)));
      case RIGHT -> strict(arguments, in -> Texts.right(in.text(0), in.number(1)));
      case MID -> strict(arguments, in -> Texts.middle(in.text(0), in.number(1), in.number(2)));
      case SUBSTR ->
          strict(arguments, in -> Texts.from(in.text(0), in.number(1), in.numberOrNull(2)));
      case FIND ->
          all(
              arguments,
              in ->
                  in.isBlank(0) || in.isBlank(1)
                      ? BigDecimal.ZERO
                      : Texts.find(in.text(0), in.text(1), in.numberOrNull(2)));
      case SUBSTITUTE ->
          all(
              arguments,
              in ->
                  in.isBlank(0) || in.isBlank(1)
                      ? null
                      : Texts.substituted(in.text(0), in.text(1), in.textOrEmpty(2)));
      case LPAD -> pad(arguments, true);
      case RPAD -> pad(arguments, false);
      case TRIM -> strict(arguments, in -> Texts.trimmed(in.text(0)));
      case UPPER -> text(arguments, in -> in.text(0).toUpperCase(Texts.locale(in.textOrNull(1))));
      case LOWER -> text(arguments, in -> in.text(0).toLowerCase(Texts.locale(in.textOrNull(1))));
      case INITCAP -> strict(arguments, in -> Texts.capitalised(in.text(0)));
      case REVERSE -> strict(arguments, in -> new StringBuilder(in.text(0)).reverse().toString());
      case CHR -> strict(arguments, in -> Texts.character(in.number(0)));
      case ASCII -> strict(arguments, in -> BigDecimal.valueOf(in.text(0).codePointAt(0)));
      case VALUE -> strict(arguments, in -> Texts.number(in.text(0)));
      case ISNUMBER -> all(arguments, in -> !in.isBlank(0) && Texts.isNumber(in.text(0)));
      case REGEX -> all(arguments, in -> Texts.matches(in.textOrEmpty(0), in.textOrEmpty(1)));
      case CASESAFEID -> strict(arguments, in -> Texts.caseSafe(in.any(0).toString()));
      case HTMLENCODE -> text(arguments, in -> Texts.html(in.text(0)));
      case JSENCODE -> text(arguments, in -> Texts.script(in.text(0)));
      case JSINHTMLENCODE -> text(arguments, in -> Texts.script(Texts.html(in.text(0))));
      case URLENCODE -> text(arguments, in -> Texts.url(in.text(0)));
      case BR -> _ -> "<br>";
      case HYPERLINK ->
          all(arguments, in -> Texts.link(in.textOrEmpty(0), in.textOrEmpty(1), in.textOrNull(2)));
      case IMAGE ->
          all(
              arguments,
              in ->
                  Texts.image(
                      in.textOrEmpty(0),
                      in.textOrEmpty(1),
                      in.numberOrNull(2),
                      in.numberOrNull(3)));
      case FORMATCURRENCY ->
          all(
              arguments,
              in -> in.isBlank(1) ? null : Texts.formatted(in.textOrNull(0), in.number(1)));
      case JSONVALUE -> strict(arguments, in -> JsonText.member(in.text(0), in.text(1)));
      case JSONPATHVALUE -> strict(arguments, in -> JsonText.at(in.text(0), in.text(1)));
      case ABS -> strict(arguments, in -> in.number(0).abs());
      case ROUND ->
          strict(
              arguments, in -> Decimals.rounded(in.number(0), in.number(1), RoundingMode.HALF_UP));
      case TRUNC ->
          strict(
              arguments,
              in ->
                  Decimals.rounded(
                      in.number(0),
                      Objects.requireNonNullElse(in.numberOrNull(1), BigDecimal.ZERO),
                      RoundingMode.DOWN));
      case CEILING -> integer(arguments, RoundingMode.UP);
      case FLOOR -> integer(arguments, RoundingMode.DOWN);
      case MCEILING -> integer(arguments, RoundingMode.CEILING);
      case MFLOOR -> integer(arguments, RoundingMode.FLOOR);
      case MOD -> strict(arguments, in -> Decimals.modulo(in.number(0), in.number(1)));
      case MAX -> extreme(arguments, 1);
      case MIN -> extreme(arguments, -1);
      case SQRT -> strict(arguments, in -> Decimals.real(in.number(0), "SQRT", Math::sqrt));
      case EXP -> strict(arguments, in -> Decimals.real(in.number(0), "EXP", Math::exp));
      case LN -> strict(arguments, in -> Decimals.real(in.number(0), "LN", Math::log));
      case LOG -> strict(arguments, in -> Decimals.real(in.number(0), "LOG", Math::log10));
      case PI -> _ -> PI;
      case SIN -> strict(arguments, in -> Decimals.real(in.number(0), "SIN", Math::sin));
      case COS -> strict(arguments, in -> Decimals.real(in.number(0), "COS", Math::cos));
      case TAN -> strict(arguments, in -> Decimals.real(in.number(0), "TAN", Math::tan));
      case ASIN -> strict(arguments, in -> Decimals.real(in.number(0), "ASIN", Math::asin));
      case ACOS -> strict(arguments, in -> Decimals.real(in.number(0), "ACOS", Math::acos));
      case ATAN -> strict(arguments, in -> Decimals.real(in.number(0), "ATAN", Math::atan));
      case ATAN2 ->
          strict(
              arguments,
              in ->
                  Decimals.real(
                      Math.atan2(in.number(0).doubleValue(), in.number(1).doubleValue()), "ATAN2"));
      case TODAY -> inputs -> LocalDate.ofInstant(inputs.now(), inputs.zone());
      case NOW -> Inputs::now;
      case TIMENOW -> inputs -> LocalTime.ofInstant(inputs.now(), ZoneOffset.UTC);
      case DATE_OF -> strict(arguments, in -> Times.date(in.number(0), in.number(1), in.number(2)));
      case DATEVALUE -> day(arguments.getFirst());
      case DATETIMEVALUE ->
          strict(
              arguments,
              in ->
                  switch (in.any(0)) {
                    case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
                    case String text -> Times.moment(text);
                    default -> in.any(0);
                  });
      case TIMEVALUE ->
          strict(
              arguments,
              in ->
                  switch (in.any(0)) {
                    case Instant moment -> LocalTime.ofInstant(moment, ZoneOffset.UTC);
                    case String text -> Times.time(text);
                    default -> in.any(0);
                  });
      case YEAR -> strict(arguments, in -> BigDecimal.valueOf(in.date(0).getYear()));
      case MONTH -> strict(arguments, in -> BigDecimal.valueOf(in.date(0).getMonthValue()));
      case DAY -> strict(arguments, in -> BigDecimal.valueOf(in.date(0).getDayOfMonth()));
      // Sunday is 1.
      case WEEKDAY ->
          strict(
              arguments, in -> BigDecimal.valueOf(in.date(0).getDayOfWeek().getValue() % 7 + 1L));
      case DAYOFYEAR -> strict(arguments, in -> BigDecimal.valueOf(in.date(0).getDayOfYear()));
      case ISOWEEK ->
          strict(
              arguments,
              in -> BigDecimal.valueOf(days(in.any(0)).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
      case ISOYEAR ->
          strict(
              arguments, in -> BigDecimal.valueOf(days(in.any(0)).get(IsoFields.WEEK_BASED_YEAR)));
      case ADDMONTHS ->
          strict(
              arguments,
              in ->
                  in.any(0) instanceof Instant moment
                      ? Times.plusMonths(moment, in.number(1))
                      : Times.plusMonths(in.date(0), in.number(1)));
      case HOUR -> strict(arguments, in -> BigDecimal.valueOf(in.time(0).getHour()));
      case MINUTE -> strict(arguments, in -> BigDecimal.valueOf(in.time(0).getMinute()));
      case SECOND -> strict(arguments, in -> BigDecimal.valueOf(in.time(0).getSecond()));
      case MILLISECOND ->
          strict(arguments, in -> BigDecimal.valueOf(in.time(0).getNano() / 1_000_000));
      case UNIXTIMESTAMP -> strict(arguments, in -> unix(in.any(0)));
      case FROMUNIXTIME -> strict(arguments, in -> Times.fromUnix(in.number(0)));
      case FORMATDURATION -> strict(arguments, Calls::duration);
      case GEOLOCATION -> place(arguments);
      case DISTANCE ->
          strict(arguments, in -> ((Place) in.any(0)).distance((Place) in.any(1), in.text(2)));
      case CURRENCYRATE -> strict(arguments, in -> rate(in.text(0), in.text(1)));
      case VLOOKUP -> lookup(arguments);
      case ISNEW -> Inputs::isNew;
      // Nothing here makes records by copying: a copy is a new record.
      case ISCLONE -> _ -> false;
      case ISCHANGED -> isChanged((Expression.Reference) arguments.getFirst());
      case PRIORVALUE -> {
        Binding binding = ((Expression.Reference) arguments.getFirst()).binding();
        yield inputs -> inputs.prior(binding);
      }
    };
  }

  /** Of the tenant's own currency to another one. */
  private static BigDecimal rate(String currency, String own) {
    if (!currency.equals(own)) {
      throw EvaluationException.of("no_currency_rate", "currency", currency);
    }
    return BigDecimal.ONE;
  }

  private Evaluation lookup(List<Expression> arguments) {
    var lookup = (Binding.OfLookup) ((Expression.Reference) arguments.getFirst()).binding();
    Evaluation key = evaluator.compile(arguments.getLast());
    return inputs -> key.over(inputs) instanceof String text ? inputs.lookup(lookup, text) : null;
  }

  // --- shapes of functions

  private Evaluation all(List<Expression> arguments, Operator operator) {
    Evaluation[] parts = evaluator.compile(arguments).toArray(Evaluation[]::new);
    return inputs -> {
      var values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] = parts[i].over(inputs);
      }
      return operator.apply(new Arguments(values));
    };
  }

  /** Null as soon as one argument is. */
  private Evaluation strict(List<Expression> arguments, Operator operator) {
    return all(
        arguments,
        in -> {
          for (Object value : in.values()) {
            if (value == null) {
              return null;
            }
          }
          return operator.apply(in);
        });
  }

  /** Of one text; further arguments may be blank. */
  private Evaluation text(List<Expression> arguments, Operator operator) {
    return all(
        arguments,
        in ->
            in.isBlank(0)
                ? null
                : Texts.result((String) Objects.requireNonNull(operator.apply(in))));
  }

  private Evaluation integer(List<Expression> arguments, RoundingMode mode) {
    return strict(arguments, in -> Decimals.integer(in.number(0), mode));
  }

  private interface TextTest {
    boolean holds(String text, String part);
  }

  /** Every text has a blank part. */
  private Evaluation part(List<Expression> arguments, TextTest test) {
    return all(
        arguments,
        in ->
            in.isBlank(1)
                ? Boolean.TRUE
                : in.isBlank(0) ? null : test.holds(in.text(0), in.text(1)));
  }

  private Evaluation pad(List<Expression> arguments, boolean onTheLeft) {
    boolean hasPad = arguments.size() > 2;
    return all(
        arguments,
        in ->
            in.isBlank(0) || in.isBlank(1)
                ? null
                : Texts.padded(
                    in.text(0), in.number(1), hasPad ? in.textOrNull(2) : " ", onTheLeft));
  }

  // --- blanks and choices

  private Evaluation isBlank(Expression argument, boolean textMayBe) {
    if (argument.type() == ValueType.TEXT && !textMayBe) {
      return inputs -> false;
    }
    Evaluation inner = evaluator.compile(argument);
    return inputs -> {
      Object value = inner.over(inputs);
      return value == null || value instanceof List<?> held && held.isEmpty();
    };
  }

  private Evaluation otherwise(List<Expression> arguments, boolean textMayBe) {
    Evaluation first = evaluator.compile(arguments.getFirst());
    if (arguments.getFirst().type() == ValueType.TEXT && !textMayBe) {
      return first;
    }
    Evaluation second = evaluator.compile(arguments.getLast());
    return inputs -> {
      Object value = first.over(inputs);
      return value == null ? second.over(inputs) : value;
    };
  }

  private Evaluation choose(List<Expression> arguments) {
    Evaluation condition = evaluator.compile(arguments.getFirst());
    Evaluation then = evaluator.compile(arguments.get(1));
    Evaluation otherwise = evaluator.compile(arguments.get(2));
    return inputs ->
        Boolean.TRUE.equals(condition.over(inputs)) ? then.over(inputs) : otherwise.over(inputs);
  }

  /** All arguments are worked out before one is chosen: an error in any is an error. */
  private Evaluation select(List<Expression> arguments) {
    boolean equalsBlank = arguments.getFirst().type().equalsBlank();
    return all(
        arguments,
        in -> {
          @Nullable Object[] values = in.values();
          for (int i = 1; i < values.length - 1; i += 2) {
            if (Boolean.TRUE.equals(Values.equal(values[0], values[i], equalsBlank))) {
              return values[i + 1];
            }
          }
          return values[values.length - 1];
        });
  }

  private Evaluation recover(List<Expression> arguments) {
    Evaluation first = evaluator.compile(arguments.getFirst());
    Evaluation second = evaluator.compile(arguments.getLast());
    return inputs -> {
      try {
        return first.over(inputs);
      } catch (EvaluationException _) {
        return second.over(inputs);
      }
    };
  }

  private Evaluation isAmong(List<Expression> arguments) {
    return all(
        arguments,
        in -> {
          @Nullable Object[] values = in.values();
          for (int i = 1; i < values.length; i++) {
            if (Boolean.TRUE.equals(Values.equal(values[0], values[i], false))) {
              return true;
            }
          }
          return false;
        });
  }

  private Evaluation extreme(List<Expression> arguments, int direction) {
    return strict(
        arguments,
        in -> {
          BigDecimal best = in.number(0);
          for (int i = 1; i < in.values().length; i++) {
            if (in.number(i).compareTo(best) * direction > 0) {
              best = in.number(i);
            }
          }
          return best;
        });
  }

  // --- values of several types

  private static String text(Object value) {
    return switch (value) {
      case BigDecimal number -> Decimals.text(number);
      case Instant moment -> Times.text(moment);
      case LocalTime time -> Times.text(time);
      default -> value.toString();
    };
  }

  private Evaluation day(Expression argument) {
    Evaluation inner = evaluator.compile(argument);
    return inputs ->
        switch (inner.over(inputs)) {
          case null -> null;
          case Instant moment -> LocalDate.ofInstant(moment, inputs.zone());
          case String text -> Times.date(text);
          case LocalDate date -> date;
          default -> throw new IllegalStateException("the checker lets nothing else be a day");
        };
  }

  private static TemporalAccessor days(Object value) {
    return value instanceof Instant moment
        ? LocalDate.ofInstant(moment, ZoneOffset.UTC)
        : (LocalDate) value;
  }

  private static BigDecimal unix(Object value) {
    return switch (value) {
      case Instant moment -> Times.unix(moment);
      case LocalDate date -> Times.unix(date.atStartOfDay().toInstant(ZoneOffset.UTC));
      case LocalTime time -> BigDecimal.valueOf(time.toSecondOfDay());
      default -> throw new IllegalStateException("the checker lets nothing else be a time");
    };
  }

  private static String duration(Arguments in) {
    return switch (in.any(0)) {
      case LocalTime from -> Times.duration(from, in.time(1));
      case Instant from -> Times.duration(from, (Instant) in.any(1));
      default ->
          Times.duration(in.number(0), in.values().length > 1 && Boolean.TRUE.equals(in.any(1)));
    };
  }

  private Evaluation place(List<Expression> arguments) {
    return all(
        arguments,
        in -> {
          if (in.isBlank(0) && in.isBlank(1)) {
            return null;
          }
          if (in.isBlank(0) || in.isBlank(1)) {
            throw EvaluationException.of("half_a_place");
          }
          return Place.of(in.number(0), in.number(1));
        });
  }

  private Evaluation isChanged(Expression.Reference reference) {
    boolean equalsBlank = true;
    return inputs ->
        !inputs.isNew()
            && !Boolean.TRUE.equals(
                Values.equal(
                    lines(inputs.read(reference.binding())),
                    lines(inputs.prior(reference.binding())),
                    equalsBlank));
  }

  /** Browsers send line breaks as two characters. */
  private static @Nullable Object lines(@Nullable Object value) {
    return value instanceof String text ? text.replace("\r\n", "\n") : value;
  }
}
