package dev.trellis.runtime.formula;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.FieldScope;
import dev.trellis.metadata.expression.KnownFields;
import dev.trellis.metadata.expression.SalesforceImport;
import dev.trellis.metadata.record.DraftReader;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Formulas of Salesforce as formulas over an object of ours. */
@ApplicationScoped
class FormulaImport {
  private static final Set<String> MEMBERS = Set.of("object", "expression", "names");
  private static final int MAX_NAMES = 2_000;

  /** A name stands for a name: more than that could regroup the formula around it. */
  private static final Pattern NAME = Pattern.compile("(\\$?[a-zA-Z][\\w.:]*)?");

  private final Workspace workspace;

  FormulaImport(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * @param expression null when the text is no formula at all
   * @param violations what is wrong with the formula over the object, if one was named
   */
  record Translation(
      @Nullable String expression, List<Violation> warnings, List<Violation> violations) {
    void write(JsonGenerator json, String language) throws IOException {
      json.writeStartObject();
      json.writeStringField("expression", expression);
      write(json, "warnings", warnings, language);
      write(json, "violations", violations, language);
      json.writeEndObject();
    }

    private static void write(
        JsonGenerator json, String member, List<Violation> violations, String language)
        throws IOException {
      json.writeArrayFieldStart(member);
      for (Violation violation : violations) {
        json.writePOJO(Problem.entry(violation.under("/expression"), language));
      }
      json.writeEndArray();
    }
  }

  Uni<Translation> of(Caller caller, ObjectNode request) {
    RequestJson.refuseUnknown(request, MEMBERS);
    String source = RequestJson.requiredText(request, "expression");
    String object = RequestJson.text(request, "object");
    Map<String, String> names = names(request);
    return object == null
        ? Uni.createFrom().item(translation(source, names, KnownFields.NONE, _ -> List.of()))
        : workspace
            .view(caller)
            .map(view -> over(view, FormulaCheck.object(view, object), source, names));
  }

  private static Translation over(
      View view, ObjectModel object, String source, Map<String, String> names) {
    var fields = new FieldScope(view.model(), object, view.access());
    return translation(
        source,
        names,
        fields::namesAfter,
        ours -> violations(Expressions.checkAnywhere(view.model(), object, view.access(), ours)));
  }

  /**
   * @param check says what is wrong with our formula
   */
  private static Translation translation(
      String source,
      Map<String, String> names,
      KnownFields known,
      Function<String, List<Violation>> check) {
    return switch (SalesforceImport.of(source, names, known)) {
      case Checked.Refused<SalesforceImport.Imported>(List<Violation> violations) ->
          new Translation(null, List.of(), violations);
      case Checked.Valid<SalesforceImport.Imported>(SalesforceImport.Imported imported) ->
          new Translation(
              imported.expression(), imported.warnings(), check.apply(imported.expression()));
    };
  }

  private static List<Violation> violations(Checked<Expression> checked) {
    return switch (checked) {
      case Checked.Valid<Expression> _ -> List.of();
      case Checked.Refused<Expression>(List<Violation> violations) -> violations;
    };
  }

  private static Map<String, String> names(ObjectNode request) {
    JsonNode given = request.path("names");
    if (given.isMissingNode() || given.isNull()) {
      return Map.of();
    }
    if (!given.isObject()) {
      throw PlatformException.invalid(Violation.of("/names", "wrong_type", "expected", "object"));
    }
    if (given.size() > MAX_NAMES) {
      throw PlatformException.invalid(Violation.of("/names", "too_many", "max", MAX_NAMES));
    }
    var names = new HashMap<String, String>();
    var violations = new ArrayList<Violation>();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      JsonNode name = entry.getValue();
      if (name.isTextual() && NAME.matcher(name.textValue()).matches()) {
        names.put(entry.getKey(), name.textValue());
      } else {
        violations.add(
            Violation.of(
                "/names/" + DraftReader.escape(entry.getKey()),
                "import_bad_name",
                "value",
                name.asText()));
      }
    }
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
    return names;
  }
}
