package dev.trellis.metadata.evaluation;

import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
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
  private final CallShapes shapes;
  private final ChoiceCalls choices;

  Calls(Evaluator evaluator) {
    this.evaluator = evaluator;
    this.shapes = new CallShapes(evaluator);
    this.choices = new ChoiceCalls(evaluator, shapes);
  }

  Evaluation compile(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    return switch (call.function()) {
      case ISBLANK -> choices.isBlank(arguments.getFirst(), true);
      case ISNULL -> choices.isBlank(arguments.getFirst(), false);
      case BLANKVALUE -> choices.otherwise(arguments, true);
      case NULLVALUE -> choices.otherwise(arguments, false);
      case IF -> choices.choose(arguments);
      case CASE -> choices.select(arguments);
      case IFERROR -> choices.recover(arguments);
      case IN -> choices.isAmong(arguments);
      case LIKE -> shapes.strict(arguments, in -> Texts.isLike(in.text(0), in.text(1)));
      case ISPICKVAL ->
          shapes.all(
              arguments,
              in -> Boolean.TRUE.equals(Values.equal(in.values()[0], in.values()[1], true)));
      case INCLUDES ->
          shapes.all(
              arguments,
              in ->
                  !in.isBlank(1)
                      && in.values()[0] instanceof List<?> held
                      && held.contains(in.values()[1]));
      case PICKLISTCOUNT ->
          shapes.all(
              arguments,
              in -> BigDecimal.valueOf(in.values()[0] instanceof List<?> held ? held.size() : 0));
      case CONTAINS -> shapes.part(arguments, String::contains);
      case BEGINS -> shapes.part(arguments, String::startsWith);
      case TEXT_OF -> shapes.strict(arguments, in -> text(in.any(0)));
      case LEN -> shapes.all(arguments, in -> BigDecimal.valueOf(in.textOrEmpty(0).length()));
      case LEFT -> shapes.strict(arguments, in -> Texts.left(in.text(0), in.number(1)));
      case RIGHT -> shapes.strict(arguments, in -> Texts.right(in.text(0), in.number(1)));
      case MID ->
          shapes.strict(arguments, in -> Texts.middle(in.text(0), in.number(1), in.number(2)));
      case SUBSTR ->
          shapes.strict(arguments, in -> Texts.from(in.text(0), in.number(1), in.numberOrNull(2)));
      case FIND ->
          shapes.all(
              arguments,
              in ->
                  in.isBlank(0) || in.isBlank(1)
                      ? BigDecimal.ZERO
                      : Texts.find(in.text(0), in.text(1), in.numberOrNull(2)));
      case SUBSTITUTE ->
          shapes.all(
              arguments,
              in ->
                  in.isBlank(0) || in.isBlank(1)
                      ? null
                      : Texts.substituted(in.text(0), in.text(1), in.textOrEmpty(2)));
      case LPAD -> shapes.pad(arguments, true);
      case RPAD -> shapes.pad(arguments, false);
      case TRIM -> shapes.strict(arguments, in -> Texts.trimmed(in.text(0)));
      case UPPER ->
          shapes.text(arguments, in -> in.text(0).toUpperCase(Texts.locale(in.textOrNull(1))));
      case LOWER ->
          shapes.text(arguments, in -> in.text(0).toLowerCase(Texts.locale(in.textOrNull(1))));
      case INITCAP -> shapes.strict(arguments, in -> Texts.capitalised(in.text(0)));
      case REVERSE ->
          shapes.strict(arguments, in -> new StringBuilder(in.text(0)).reverse().toString());
      case CHR -> shapes.strict(arguments, in -> Texts.character(in.number(0)));
      case ASCII -> shapes.strict(arguments, in -> BigDecimal.valueOf(in.text(0).codePointAt(0)));
      case VALUE -> shapes.strict(arguments, in -> Texts.number(in.text(0)));
      case ISNUMBER -> shapes.all(arguments, in -> !in.isBlank(0) && Texts.isNumber(in.text(0)));
      case REGEX ->
          shapes.all(arguments, in -> Texts.matches(in.textOrEmpty(0), in.textOrEmpty(1)));
      case CASESAFEID -> shapes.strict(arguments, in -> Texts.caseSafe(in.any(0).toString()));
      case HTMLENCODE -> shapes.text(arguments, in -> Texts.html(in.text(0)));
      case JSENCODE -> shapes.text(arguments, in -> Texts.script(in.text(0)));
      case JSINHTMLENCODE -> shapes.text(arguments, in -> Texts.script(Texts.html(in.text(0))));
      case URLENCODE -> shapes.text(arguments, in -> Texts.url(in.text(0)));
      case BR -> _ -> "<br>";
      case HYPERLINK ->
          shapes.all(
              arguments, in -> Texts.link(in.textOrEmpty(0), in.textOrEmpty(1), in.textOrNull(2)));
      case IMAGE ->
          shapes.all(
              arguments,
              in ->
                  Texts.image(
                      in.textOrEmpty(0),
                      in.textOrEmpty(1),
                      in.numberOrNull(2),
                      in.numberOrNull(3)));
      case FORMATCURRENCY ->
          shapes.all(
              arguments,
              in -> in.isBlank(1) ? null : Texts.formatted(in.textOrNull(0), in.number(1)));
      case JSONVALUE -> shapes.strict(arguments, in -> JsonText.member(in.text(0), in.text(1)));
      case JSONPATHVALUE -> shapes.strict(arguments, in -> JsonText.at(in.text(0), in.text(1)));
      case ABS -> shapes.strict(arguments, in -> in.number(0).abs());
      case ROUND ->
          shapes.strict(
              arguments, in -> Decimals.rounded(in.number(0), in.number(1), RoundingMode.HALF_UP));
      case TRUNC ->
          shapes.strict(
              arguments,
              in ->
                  Decimals.rounded(
                      in.number(0),
                      Objects.requireNonNullElse(in.numberOrNull(1), BigDecimal.ZERO),
                      RoundingMode.DOWN));
      case CEILING -> shapes.integer(arguments, RoundingMode.UP);
      case FLOOR -> shapes.integer(arguments, RoundingMode.DOWN);
      case MCEILING -> shapes.integer(arguments, RoundingMode.CEILING);
      case MFLOOR -> shapes.integer(arguments, RoundingMode.FLOOR);
      case MOD -> shapes.strict(arguments, in -> Decimals.modulo(in.number(0), in.number(1)));
      case MAX -> shapes.extreme(arguments, 1);
      case MIN -> shapes.extreme(arguments, -1);
      case SQRT -> shapes.strict(arguments, in -> Decimals.real(in.number(0), "SQRT", Math::sqrt));
      case EXP -> shapes.strict(arguments, in -> Decimals.real(in.number(0), "EXP", Math::exp));
      case LN -> shapes.strict(arguments, in -> Decimals.real(in.number(0), "LN", Math::log));
      case LOG -> shapes.strict(arguments, in -> Decimals.real(in.number(0), "LOG", Math::log10));
      case PI -> _ -> PI;
      case SIN -> shapes.strict(arguments, in -> Decimals.real(in.number(0), "SIN", Math::sin));
      case COS -> shapes.strict(arguments, in -> Decimals.real(in.number(0), "COS", Math::cos));
      case TAN -> shapes.strict(arguments, in -> Decimals.real(in.number(0), "TAN", Math::tan));
      case ASIN -> shapes.strict(arguments, in -> Decimals.real(in.number(0), "ASIN", Math::asin));
      case ACOS -> shapes.strict(arguments, in -> Decimals.real(in.number(0), "ACOS", Math::acos));
      case ATAN -> shapes.strict(arguments, in -> Decimals.real(in.number(0), "ATAN", Math::atan));
      case ATAN2 ->
          shapes.strict(
              arguments,
              in ->
                  Decimals.real(
                      Math.atan2(in.number(0).doubleValue(), in.number(1).doubleValue()), "ATAN2"));
      case TODAY -> inputs -> LocalDate.ofInstant(inputs.now(), inputs.zone());
      case NOW -> Inputs::now;
      case TIMENOW -> inputs -> LocalTime.ofInstant(inputs.now(), ZoneOffset.UTC);
      case DATE_OF ->
          shapes.strict(arguments, in -> Times.date(in.number(0), in.number(1), in.number(2)));
      case DATEVALUE -> day(arguments.getFirst());
      case DATETIMEVALUE ->
          shapes.strict(
              arguments,
              in ->
                  switch (in.any(0)) {
                    case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
                    case String text -> Times.moment(text);
                    default -> in.any(0);
                  });
      case TIMEVALUE ->
          shapes.strict(
              arguments,
              in ->
                  switch (in.any(0)) {
                    case Instant moment -> LocalTime.ofInstant(moment, ZoneOffset.UTC);
                    case String text -> Times.time(text);
                    default -> in.any(0);
                  });
      case YEAR -> shapes.strict(arguments, in -> BigDecimal.valueOf(in.date(0).getYear()));
      case MONTH -> shapes.strict(arguments, in -> BigDecimal.valueOf(in.date(0).getMonthValue()));
      case DAY -> shapes.strict(arguments, in -> BigDecimal.valueOf(in.date(0).getDayOfMonth()));
      // Sunday is 1.
      case WEEKDAY ->
          shapes.strict(
              arguments, in -> BigDecimal.valueOf(in.date(0).getDayOfWeek().getValue() % 7 + 1L));
      case DAYOFYEAR ->
          shapes.strict(arguments, in -> BigDecimal.valueOf(in.date(0).getDayOfYear()));
      case ISOWEEK ->
          shapes.strict(
              arguments,
              in -> BigDecimal.valueOf(days(in.any(0)).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)));
      case ISOYEAR ->
          shapes.strict(
              arguments, in -> BigDecimal.valueOf(days(in.any(0)).get(IsoFields.WEEK_BASED_YEAR)));
      case ADDMONTHS ->
          shapes.strict(
              arguments,
              in ->
                  in.any(0) instanceof Instant moment
                      ? Times.plusMonths(moment, in.number(1))
                      : Times.plusMonths(in.date(0), in.number(1)));
      case HOUR -> shapes.strict(arguments, in -> BigDecimal.valueOf(in.time(0).getHour()));
      case MINUTE -> shapes.strict(arguments, in -> BigDecimal.valueOf(in.time(0).getMinute()));
      case SECOND -> shapes.strict(arguments, in -> BigDecimal.valueOf(in.time(0).getSecond()));
      case MILLISECOND ->
          shapes.strict(arguments, in -> BigDecimal.valueOf(in.time(0).getNano() / 1_000_000));
      case UNIXTIMESTAMP -> shapes.strict(arguments, in -> unix(in.any(0)));
      case FROMUNIXTIME -> shapes.strict(arguments, in -> Times.fromUnix(in.number(0)));
      case FORMATDURATION -> shapes.strict(arguments, Calls::duration);
      case GEOLOCATION -> place(arguments);
      case DISTANCE ->
          shapes.strict(
              arguments, in -> ((Place) in.any(0)).distance((Place) in.any(1), in.text(2)));
      case CURRENCYRATE -> shapes.strict(arguments, in -> rate(in.text(0), in.text(1)));
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
    return shapes.all(
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
