package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.change.plan.Change;
import dev.trellis.metadata.change.plan.ChangeOutcome;
import dev.trellis.metadata.change.plan.Impact;
import dev.trellis.metadata.postgres.Revisions.Revision;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.problem.ProblemTexts;
import dev.trellis.sdk.error.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outcomes of change sets and the history, as the API shows them. */
final class OutcomeJson {
  private OutcomeJson() {}

  static byte[] bytes(JsonNode json) {
    return JsonBytes.of(generator -> generator.writeTree(json));
  }

  static ObjectNode outcome(ChangeOutcome outcome, String language) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("revision", outcome.revision());
    Map<String, String> actions = new LinkedHashMap<>();
    ArrayNode changes = json.putArray("changes");
    for (Change change : outcome.changes()) {
      String action = change.action().wire();
      actions.put(change.key().toString(), action);
      changes
          .addObject()
          .put("kind", change.key().kind().wire())
          .put("name", change.key().name())
          .put("action", action);
    }
    ArrayNode impacts = json.putArray("data_impact");
    outcome
        .impacts()
        .forEach(
            impact ->
                impacts.add(impact(impact, actions.get(impact.component().toString()), language)));
    ArrayNode warnings = json.putArray("warnings");
    outcome.warnings().forEach(warning -> warnings.add(violation(warning, language)));
    return json;
  }

  private static ObjectNode impact(Impact impact, @Nullable String action, String language) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("kind", impact.component().kind().wire());
    json.put("name", impact.component().name());
    json.put("action", action);
    json.put("effect", impact.effect().wire());
    json.put("rows", impact.rows());
    json.put("failing", impact.failing());
    ArrayNode samples = json.putArray("samples");
    for (Impact.Example example : impact.examples()) {
      samples
          .addObject()
          .put("id", example.id().toString())
          .put("name", example.name())
          .put("value", example.value())
          .put("code", example.reason().code())
          .put(
              "message",
              ProblemTexts.violation(language, example.reason().code(), example.reason().params()));
    }
    ArrayNode indexes = json.putArray("indexes");
    impact.indexes().forEach(indexes::add);
    json.put(
        "message",
        ProblemTexts.violation(
            language,
            "impact_" + impact.effect().wire(),
            Map.of("rows", impact.rows(), "failing", impact.failing())));
    return json;
  }

  private static ObjectNode violation(Violation warning, String language) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("pointer", warning.pointer());
    json.put("code", warning.code());
    json.put("message", ProblemTexts.violation(language, warning.code(), warning.params()));
    json.set("params", Json.MAPPER.valueToTree(warning.params()));
    return json;
  }

  /**
   * @param isWhole with the documents before and after
   */
  static ObjectNode revision(Revision revision, boolean isWhole) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("revision", revision.number());
    json.put("at", revision.at().toString());
    if (revision.author() == null) {
      json.putNull("by");
    } else {
      json.putObject("by")
          .put("id", revision.author().toString())
          .put("name", revision.authorName());
    }
    json.put("summary", revision.summary());
    ArrayNode changes = json.putArray("changes");
    for (JsonNode change : revision.changes()) {
      ObjectNode one = changes.addObject();
      one.set("kind", change.path("kind"));
      one.set("name", change.path("name"));
      one.set("action", change.path("action"));
      if (isWhole) {
        one.set("before", change.path("before"));
        one.set("after", change.path("after"));
      }
    }
    return json;
  }
}
