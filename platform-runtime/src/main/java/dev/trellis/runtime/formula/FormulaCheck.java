package dev.trellis.runtime.formula;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.query.PushDown;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.problem.Problem;
import dev.trellis.runtime.work.View;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a formula is, seen by somebody: over the fields that they may read, or over named ones. */
@ApplicationScoped
class FormulaCheck {
  static final Set<String> MEMBERS =
      Set.of("object", "fields", "expression", "returns", "blanks", "rule");

  private final Workspace workspace;

  FormulaCheck(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * @param type null when the formula is wrong
   * @param references the fields that it reads, as paths
   * @param obstacle why lists cannot be filtered and sorted by it; null when they can
   */
  record Findings(
      @Nullable String type,
      List<String> references,
      @Nullable Violation obstacle,
      List<Violation> violations) {
    void write(JsonGenerator json, String language) throws IOException {
      json.writeStartObject();
      json.writeBooleanField("ok", violations.isEmpty());
      json.writeStringField("type", type);
      json.writeArrayFieldStart("references");
      for (String reference : references) {
        json.writeString(reference);
      }
      json.writeEndArray();
      json.writeBooleanField("pushes_down", violations.isEmpty() && obstacle == null);
      if (obstacle != null) {
        json.writePOJOField("obstacle", Problem.entry(obstacle, language));
      }
      json.writeArrayFieldStart("violations");
      for (Violation violation : violations) {
        json.writePOJO(Problem.entry(violation, language));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  Uni<Findings> of(Caller caller, ObjectNode request, List<TryOut.Column> fields) {
    String expression = RequestJson.requiredText(request, "expression");
    String returns = RequestJson.text(request, "returns");
    String object = RequestJson.text(request, "object");
    if (object == null) {
      List<TryOut.Column> all = CallerSamples.of(fields, expression).besides(fields);
      return Uni.createFrom()
          .item(findings(TryOut.check(all, expression, returns), PushDown::obstacle));
    }
    return workspace
        .view(caller)
        .map(
            view ->
                findings(
                    overObject(view, object(view, object), expression, returns, isRule(request)),
                    tree -> PushDown.obstacle(view.model(), tree)));
  }

  /** Whether it is a rule about a change, which sees the record as it was, too. */
  static boolean isRule(ObjectNode request) {
    return RequestJson.flag(request, "rule", false);
  }

  static Checked<Expression> overObject(
      View view, ObjectModel object, String expression, @Nullable String returns, boolean isRule) {
    return isRule
        ? Expressions.checkRule(view.model(), object, view.access(), expression)
        : Expressions.check(
            view.model(), object, view.access(), expression, TryOut.resultType(returns));
  }

  static ObjectModel object(View view, String name) {
    return view.model()
        .object(name)
        .filter(found -> view.access().can(found, ObjectPermission.READ))
        .orElseThrow(
            () ->
                PlatformException.invalid(
                    Violation.of("/object", "unknown_object", "object", name)));
  }

  /**
   * @param obstacle what of it PostgreSQL cannot do
   */
  private static Findings findings(
      Checked<Expression> checked, Function<Expression, Optional<Violation>> obstacle) {
    String place = "/expression";
    return switch (checked) {
      case Checked.Valid<Expression>(Expression tree) ->
          new Findings(
              tree.type().wire(),
              Expressions.names(tree),
              obstacle.apply(tree).map(violation -> violation.under(place)).orElse(null),
              List.of());
      case Checked.Refused<Expression>(List<Violation> violations) ->
          new Findings(
              null,
              List.of(),
              null,
              violations.stream()
                  .map(it -> it.pointer().isEmpty() ? it.under(place) : it)
                  .toList());
    };
  }
}
