package dev.trellis.metadata.expression;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The typed tree as JSON, for evaluators elsewhere: each node says what it {@code is} and, where it
 * does not follow from that, its {@code type}. Numbers are texts, so that every digit arrives; days
 * and times are ISO texts.
 */
public final class ExpressionJson {
  private ExpressionJson() {}

  public static void write(JsonGenerator json, Expression expression) throws IOException {
    json.writeStartObject();
    switch (expression) {
      case Expression.Constant(Object value, ValueType type, _) -> {
        json.writeStringField("is", "constant");
        json.writeStringField("type", type.wire());
        json.writeFieldName("value");
        constant(json, value);
      }
      case Expression.Reference(Binding binding, ValueType type, _) -> {
        json.writeStringField("is", "reference");
        json.writeStringField("type", type.wire());
        json.writeStringField("name", binding.text());
      }
      case Expression.Compare compare -> {
        json.writeStringField("is", "compare");
        json.writeStringField("operator", compare.operator().symbol());
        member(json, "left", compare.left());
        member(json, "right", compare.right());
      }
      case Expression.And(List<Expression> terms, _) -> list(json, "and", "terms", terms);
      case Expression.Or(List<Expression> terms, _) -> list(json, "or", "terms", terms);
      case Expression.Not(Expression term, _) -> {
        json.writeStringField("is", "not");
        member(json, "term", term);
      }
      case Expression.Negate(Expression operand, _) -> {
        json.writeStringField("is", "negate");
        member(json, "operand", operand);
      }
      case Expression.Calculate calculate -> {
        json.writeStringField("is", "calculate");
        json.writeStringField("type", calculate.type().wire());
        json.writeStringField("operator", calculate.operator().symbol());
        member(json, "left", calculate.left());
        member(json, "right", calculate.right());
      }
      case Expression.Concatenate(List<Expression> parts, _) ->
          list(json, "concatenate", "parts", parts);
      case Expression.Call call -> {
        json.writeStringField("type", call.type().wire());
        json.writeStringField("function", call.function().wire());
        list(json, "call", "arguments", call.arguments());
      }
    }
    json.writeEndObject();
  }

  private static void member(JsonGenerator json, String name, Expression expression)
      throws IOException {
    json.writeFieldName(name);
    write(json, expression);
  }

  private static void list(JsonGenerator json, String is, String name, List<Expression> expressions)
      throws IOException {
    json.writeStringField("is", is);
    json.writeArrayFieldStart(name);
    for (Expression expression : expressions) {
      write(json, expression);
    }
    json.writeEndArray();
  }

  private static void constant(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Boolean is -> json.writeBoolean(is);
      case BigDecimal number -> json.writeString(number.toPlainString());
      default -> json.writeString(value.toString());
    }
  }
}
