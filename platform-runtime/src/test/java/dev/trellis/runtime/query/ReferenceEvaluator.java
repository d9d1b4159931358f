package dev.trellis.runtime.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.FieldPath;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.value.ReferenceValue;
import dev.trellis.sdk.component.FieldType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a filter means, written once more in plain Java, to hold the SQL against. */
final class ReferenceEvaluator {
  private final Map<UUID, Object[]> accounts;
  private final ObjectModel account;
  private final Instant now;

  ReferenceEvaluator(ObjectModel account, Map<UUID, Object[]> accounts, Instant now) {
    this.account = account;
    this.accounts = accounts;
    this.now = now;
  }

  boolean matches(Expression filter, Object[] record) {
    return Boolean.TRUE.equals(value(filter, record));
  }

  @Nullable Object value(Expression expression, Object[] record) {
    return switch (expression) {
      case Expression.Constant constant -> constant.value();
      case Expression.Reference reference -> reference(reference, record);
      case Expression.And and ->
          and.terms().stream().allMatch(term -> Boolean.TRUE.equals(value(term, record)));
      case Expression.Or or ->
          or.terms().stream().anyMatch(term -> Boolean.TRUE.equals(value(term, record)));
      case Expression.Not not ->
          value(not.term(), record) instanceof Boolean term ? (Object) !term : null;
      case Expression.Compare compare -> compare(compare, record);
      case Expression.Negate negate ->
          value(negate.operand(), record) instanceof BigDecimal number ? number.negate() : null;
      case Expression.Calculate calculate -> calculate(calculate, record);
      case Expression.Concatenate concatenate -> {
        var text = new StringBuilder();
        for (Expression part : concatenate.parts()) {
          Object value = value(part, record);
          text.append(value == null ? "" : value);
        }
        yield text.isEmpty() ? null : text.toString();
      }
      case Expression.Call call -> call(call, record);
    };
  }

  private @Nullable Object reference(Expression.Reference reference, Object[] record) {
    FieldPath path = ((Binding.OfField) reference.binding()).path();
    Object[] owner = record;
    for (FieldPath.Step step : path.steps()) {
      Object id = owner == null ? null : owner[step.reference().ordinal()];
      owner = id == null ? null : accounts.get(id instanceof ReferenceValue it ? it.id() : id);
    }
    FieldModel field = path.field();
    Object value = owner == null ? null : owner[field.ordinal()];
    if (path.part() != null) {
      JsonNode part = value == null ? null : ((JsonNode) value).get(path.part());
      return part == null ? null : part.isNumber() ? part.decimalValue() : part.textValue();
    }
    if (field.type() instanceof FieldType.Bool) {
      return Boolean.TRUE.equals(value);
    }
    return switch (value) {
      case BigDecimal number when field.type() instanceof FieldType.Percent ->
          number.movePointLeft(2);
      case Duration duration -> BigDecimal.valueOf(duration.toSeconds());
      case Integer number -> BigDecimal.valueOf(number);
      case ReferenceValue it -> it.id();
      case null -> null;
      default -> value;
    };
  }

  private @Nullable Object compare(Expression.Compare compare, Object[] record) {
    Object left = value(compare.left(), record);
    Object right = value(compare.right(), record);
    if (compare.operator().isEquality() && compare.left().type().equalsBlank()) {
      boolean equal = left == null ? right == null : left.equals(right);
      return equal == (compare.operator() == Expression.Comparison.EQUAL);
    }
    if (left == null || right == null) {
      return null;
    }
    int order = order(left, right);
    return switch (compare.operator()) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static int order(Object a, Object b) {
    if (a instanceof String x) {
      return Arrays.compareUnsigned(
          x.getBytes(StandardCharsets.UTF_8), ((String) b).getBytes(StandardCharsets.UTF_8));
    }
    if (a instanceof UUID) {
      return a.toString().compareTo(b.toString());
    }
    return ((Comparable) a).compareTo(b);
  }

  private @Nullable Object calculate(Expression.Calculate it, Object[] record) {
    Object left = value(it.left(), record);
    Object right = value(it.right(), record);
    if (left == null || right == null) {
      return null;
    }
    boolean minus = it.operator() == Expression.Operation.SUBTRACT;
    if (left instanceof LocalDate a && right instanceof LocalDate b) {
      return BigDecimal.valueOf(ChronoUnit.DAYS.between(b, a));
    }
    if (left instanceof LocalDate date) {
      long days = ((BigDecimal) right).longValue();
      return date.plusDays(minus ? -days : days);
    }
    if (left instanceof Instant instant) {
      BigDecimal days = minus ? ((BigDecimal) right).negate() : (BigDecimal) right;
      return instant.plusSeconds(
          days.multiply(BigDecimal.valueOf(86_400))
              .add(new BigDecimal("0.5"))
              .setScale(0, RoundingMode.FLOOR)
              .longValue());
    }
    BigDecimal a = (BigDecimal) left;
    BigDecimal b = (BigDecimal) right;
    return switch (it.operator()) {
      case ADD -> a.add(b);
      case SUBTRACT -> a.subtract(b);
      case MULTIPLY -> a.multiply(b);
      case DIVIDE -> b.signum() == 0 ? null : a.divide(b, MathContext.DECIMAL128);
      case POWER -> throw new IllegalStateException("not tested here");
    };
  }

  private @Nullable Object call(Expression.Call call, Object[] record) {
    List<Object> values = new java.util.ArrayList<>();
    call.arguments().forEach(argument -> values.add(value(argument, record)));
    Object first = values.isEmpty() ? null : values.getFirst();
    return switch (call.function()) {
      case TODAY -> LocalDate.ofInstant(now, TestModel.ZONE);
      case NOW -> now;
      case ISBLANK -> first == null;
      case BLANKVALUE -> first == null ? values.get(1) : first;
      case IF -> Boolean.TRUE.equals(first) ? values.get(1) : values.get(2);
      case IN ->
          first != null
              && values.stream().skip(1).anyMatch(it -> it != null && order(first, it) == 0);
      case LIKE ->
          first == null || values.get(1) == null
              ? null
              : like((String) first, (String) values.get(1));
      case CONTAINS ->
          values.get(1) == null
              ? (Object) true
              : first == null ? null : ((String) first).contains((String) values.get(1));
      case BEGINS ->
          values.get(1) == null
              ? (Object) true
              : first == null ? null : ((String) first).startsWith((String) values.get(1));
      case ISPICKVAL -> first == null ? values.get(1) == null : first.equals(values.get(1));
      case INCLUDES -> first != null && ((List<?>) first).contains(values.get(1));
      case TEXT_OF -> text(call.argument(0).type(), first);
      case LEN ->
          BigDecimal.valueOf(
              first == null ? 0 : ((String) first).codePointCount(0, ((String) first).length()));
      case ABS -> first == null ? null : ((BigDecimal) first).abs();
      case ROUND ->
          first == null || values.get(1) == null
              ? null
              : ((BigDecimal) first)
                  .setScale(((BigDecimal) values.get(1)).intValue(), RoundingMode.HALF_UP);
      case YEAR -> first == null ? null : BigDecimal.valueOf(((LocalDate) first).getYear());
      case MONTH -> first == null ? null : BigDecimal.valueOf(((LocalDate) first).getMonthValue());
      case DAY -> first == null ? null : BigDecimal.valueOf(((LocalDate) first).getDayOfMonth());
      case DATE_OF -> date(values);
      case DATEVALUE ->
          first instanceof Instant instant
              ? LocalDate.ofInstant(instant, TestModel.ZONE)
              : first == null ? null : LocalDate.parse((String) first);
      default -> throw new IllegalStateException("not tested here");
    };
  }

  private static @Nullable LocalDate date(List<Object> values) {
    if (values.contains(null)) {
      return null;
    }
    int[] parts = values.stream().mapToInt(value -> ((BigDecimal) value).intValue()).toArray();
    try {
      return LocalDate.of(parts[0], parts[1], parts[2]);
    } catch (java.time.DateTimeException _) {
      return null;
    }
  }

  private static boolean like(String text, String pattern) {
    var regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        regex.append(java.util.regex.Pattern.quote(pattern.substring(++i, i + 1)));
      } else {
        regex.append(
            c == '%' ? ".*" : c == '_' ? "." : java.util.regex.Pattern.quote(String.valueOf(c)));
      }
    }
    return java.util.regex.Pattern.compile(regex.toString(), java.util.regex.Pattern.DOTALL)
        .matcher(text)
        .matches();
  }

  private static @Nullable String text(ValueType type, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal number -> plain(number);
      case LocalTime time ->
          time.truncatedTo(ChronoUnit.MILLIS)
              .format(java.time.format.DateTimeFormatter.ofPattern("HH:mm:ss.SSS"));
      case Instant instant ->
          java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'")
              .withZone(ZoneOffset.UTC)
              .format(instant);
      default -> value.toString();
    };
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
