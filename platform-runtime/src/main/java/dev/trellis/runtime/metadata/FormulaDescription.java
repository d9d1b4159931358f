package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.ExpressionJson;
import dev.trellis.metadata.expression.Global;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.metadata.value.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/**
 * A formula for evaluators elsewhere, complete in itself: {@code {returns, blanks, tree, inputs,
 * steps}}. {@code inputs} are the stored fields that it reads; {@code steps} the formula fields
 * among what it reads, each after those that it reads itself.
 */
final class FormulaDescription {
  private FormulaDescription() {}

  /**
   * Nothing for a caller who may not read all of it: then the server alone works it out.
   *
   * @param formula a formula by itself
   * @param returns the type of what it comes to, as fields have types
   */
  static Optional<ObjectNode> of(Linked formula, String returns, Access access, Texts texts) {
    if (!formula.isReadable(access)) {
      return Optional.empty();
    }
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("returns", returns);
    put(json, formula.formula(0), texts);
    ArrayNode inputs = json.putArray("inputs");
    formula.inputs().forEach(path -> inputs.add(path.text()));
    ArrayNode steps = json.putArray("steps");
    for (Linked.Inner inner : formula.inner()) {
      put(steps.addObject().put("name", inner.path().text()), inner.formula(), texts);
    }
    return Optional.of(json);
  }

  private static void put(ObjectNode json, Linked.Root formula, Texts texts) {
    json.put("blanks", wire(formula.blanks()));
    json.set("tree", tree(formula.tree().mapReferences(reference -> said(reference, texts))));
  }

  private static String wire(Blanks blanks) {
    return blanks.name().toLowerCase(Locale.ROOT);
  }

  /** Labels are said: what else the tree reads is as it is for everybody. */
  private static Expression said(Expression.Reference reference, Texts texts) {
    return reference.binding() instanceof Binding.OfGlobal(Global.Label(String name))
        ? new Expression.Constant(texts.label(name), reference.type(), reference.at())
        : reference;
  }

  private static JsonNode tree(Expression expression) {
    try (var buffer = new TokenBuffer(Json.MAPPER, false)) {
      ExpressionJson.write(buffer, expression);
      return Json.MAPPER.readTree(buffer.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
