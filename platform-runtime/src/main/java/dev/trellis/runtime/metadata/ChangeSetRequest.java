package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.metadata.schema.ComponentSchemas;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /metadata/change-sets}.
 *
 * @param summary what the author says of it, for the history
 */
record ChangeSetRequest(ChangeSet changeSet, boolean isDryRun, @Nullable String summary) {
  private static final Set<String> MEMBERS =
      Set.of("components", "deletions", "dry_run", "conversions", "clear", "summary");
  private static final int MAX_COMPONENTS = 20_000;
  private static final int MAX_SUMMARY = 500;

  static ChangeSetRequest read(ObjectNode body) {
    RequestJson.refuseUnknown(body, MEMBERS);
    List<JsonNode> components = List.copyOf(RequestJson.objects(body, "components"));
    List<ComponentKey> deletions = deletions(body);
    if (components.size() + deletions.size() > MAX_COMPONENTS) {
      throw PlatformException.invalid(
          Violation.of("/components", "too_many", "max", MAX_COMPONENTS));
    }
    return new ChangeSetRequest(
        new ChangeSet(components, deletions, clearing(body), false),
        RequestJson.flag(body, "dry_run", false),
        summary(body));
  }

  static @Nullable String summary(ObjectNode body) {
    String summary = RequestJson.text(body, "summary");
    if (summary != null && summary.length() > MAX_SUMMARY) {
      throw PlatformException.invalid(
          Violation.of("/summary", "too_long", "max", MAX_SUMMARY, "length", summary.length()));
    }
    return summary;
  }

  private static List<ComponentKey> deletions(ObjectNode body) {
    var keys = new ArrayList<ComponentKey>();
    var violations = new ArrayList<Violation>();
    List<ObjectNode> deletions = RequestJson.objects(body, "deletions");
    for (int i = 0; i < deletions.size(); i++) {
      String pointer = "/deletions/" + i;
      JsonNode kind = deletions.get(i).path("kind");
      JsonNode name = deletions.get(i).path("name");
      Optional<Kind> known = Kind.find(kind.asText());
      if (known.isEmpty()) {
        violations.add(Violation.of(pointer + "/kind", "not_in_list", "value", kind.asText()));
      } else if (!name.isTextual()) {
        violations.add(Violation.of(pointer + "/name", "required", "name", "name"));
      } else {
        keys.add(new ComponentKey(known.get(), name.asText()));
      }
    }
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
    return keys;
  }

  /**
   * {@code {"conversions": {"deal.amount": {"unconvertible": "clear"}}}}, or in short {@code
   * {"clear": ["deal.amount"]}}.
   */
  static Set<String> clearing(ObjectNode body) {
    Set<String> fields = new LinkedHashSet<>(RequestJson.texts(body, "clear"));
    JsonNode conversions = body.path("conversions");
    if (conversions.isMissingNode() || conversions.isNull()) {
      return fields;
    }
    if (!conversions.isObject()) {
      throw PlatformException.invalid(
          Violation.of("/conversions", "wrong_type", "expected", "object"));
    }
    for (Map.Entry<String, JsonNode> conversion : conversions.properties()) {
      String choice = conversion.getValue().path("unconvertible").asText();
      if (choice.equals("clear")) {
        fields.add(conversion.getKey());
      } else if (!choice.equals("refuse")) {
        throw PlatformException.invalid(
            Violation.of(
                "/conversions/" + ComponentSchemas.escape(conversion.getKey()) + "/unconvertible",
                "not_in_list",
                "value",
                choice,
                "allowed",
                List.of("clear", "refuse")));
      }
    }
    return fields;
  }
}
