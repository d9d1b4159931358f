package dev.trellis.runtime.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.query.RecordQuery;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /query}: lists and reports as JSON. */
@Path("/api/v1/query")
@Tag(name = "Records")
public class QueryResource {
  private static final Set<String> MEMBERS =
      Set.of(
          "from",
          "select",
          "where",
          "q",
          "group_by",
          "aggregates",
          "having",
          "order_by",
          "limit",
          "cursor",
          "count");

  private final Workspace workspace;
  private final CurrentCaller caller;
  private final RecordReads reads;

  QueryResource(Workspace workspace, CurrentCaller caller, RecordReads reads) {
    this.workspace = workspace;
    this.caller = caller;
    this.reads = reads;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<byte[]> query(byte[] body) {
    ObjectNode request = RequestJson.object(body);
    boolean isLong = Stream.of("q", "count", "group_by", "aggregates").anyMatch(request::has);
    return workspace.list(caller.require(), isLong, work -> run(work, reads, request));
  }

  static Uni<byte[]> run(Work work, RecordReads reads, ObjectNode request) {
    RequestJson.refuseUnknown(request, MEMBERS);
    String from = RequestJson.requiredText(request, "from");
    ObjectModel object =
        work.model()
            .object(from)
            .filter(found -> work.access().can(found, ObjectPermission.READ))
            .orElseThrow(
                () ->
                    PlatformException.invalid(
                        Violation.of("/from", "unknown_object", "object", from)));
    if (request.has("having") && !request.has("group_by") && !request.has("aggregates")) {
      throw PlatformException.invalid(Violation.of("/group_by", "required"));
    }
    RecordQuery query =
        RecordQuery.of(object, RecordQuery.Names.QUERY)
            .withFields(RequestJson.texts(request, "select"))
            .withCondition("/where", RequestJson.text(request, "where"))
            .withText(RequestJson.text(request, "q"))
            .withSort(RequestJson.texts(request, "order_by"))
            .withPage(
                RequestJson.integer(request, "limit", RecordQuery.DEFAULT_LIMIT),
                RequestJson.text(request, "cursor"))
            .withGroups(groups(request), aggregates(request), RequestJson.text(request, "having"));
    ListRequest.Count count = ListRequest.count(RequestJson.text(request, "count"));
    if (query.isGrouped() && count != ListRequest.Count.NONE) {
      throw PlatformException.invalid(
          Violation.of("/count", "not_with_groups", "property", "count"));
    }
    return reads.list(work, new ListRequest(query, count));
  }

  private static List<RecordQuery.Group> groups(ObjectNode request) {
    JsonNode node = request.get("group_by");
    if (node == null || node.isNull()) {
      return List.of();
    }
    List<JsonNode> items = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(items::add);
    } else {
      items.add(node);
    }
    var groups = new ArrayList<RecordQuery.Group>();
    for (int i = 0; i < items.size(); i++) {
      groups.add(group(items.get(i), "/group_by/" + i));
    }
    return groups;
  }

  private static RecordQuery.Group group(JsonNode item, String pointer) {
    if (item.isTextual()) {
      return new RecordQuery.Group(item.textValue(), null, null);
    }
    if (!(item instanceof ObjectNode object) || !object.path("field").isTextual()) {
      throw PlatformException.invalid(Violation.of(pointer, "wrong_type", "expected", "text"));
    }
    refuseUnknown(object, Set.of("field", "by", "as"), pointer);
    return new RecordQuery.Group(
        object.path("field").textValue(),
        named(object, "by", pointer, RecordQuery.Period::named),
        object.path("as").isTextual() ? object.path("as").textValue() : null);
  }

  private static List<RecordQuery.Aggregate> aggregates(ObjectNode request) {
    var aggregates = new ArrayList<RecordQuery.Aggregate>();
    List<ObjectNode> items = RequestJson.objects(request, "aggregates");
    for (int i = 0; i < items.size(); i++) {
      ObjectNode item = items.get(i);
      String pointer = "/aggregates/" + i;
      refuseUnknown(item, Set.of("fn", "field", "as"), pointer);
      RecordQuery.Fn fn = named(item, "fn", pointer, RecordQuery.Fn::named);
      if (fn == null) {
        throw PlatformException.invalid(Violation.of(pointer + "/fn", "required"));
      }
      String field = item.path("field").isTextual() ? item.path("field").textValue() : null;
      if (field == null && fn != RecordQuery.Fn.COUNT) {
        throw PlatformException.invalid(Violation.of(pointer + "/field", "required"));
      }
      String as =
          item.path("as").isTextual()
              ? item.path("as").textValue()
              : item.path("fn").textValue() + (field == null ? "" : "_" + field.replace('.', '_'));
      aggregates.add(new RecordQuery.Aggregate(fn, field, as));
    }
    return aggregates;
  }

  private static <T> @Nullable T named(
      ObjectNode item, String member, String pointer, Function<String, Optional<T>> find) {
    JsonNode node = item.get(member);
    if (node == null || node.isNull()) {
      return null;
    }
    return find.apply(node.asText())
        .orElseThrow(
            () ->
                PlatformException.invalid(
                    Violation.of(pointer + "/" + member, "not_in_list", "value", node.asText())));
  }

  private static void refuseUnknown(ObjectNode object, Set<String> known, String pointer) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw PlatformException.invalid(
                    Violation.of(pointer + "/" + name, "unknown_property", "property", name));
              }
            });
  }
}
