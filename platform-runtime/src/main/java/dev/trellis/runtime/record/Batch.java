package dev.trellis.runtime.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.problem.Problem;
import dev.trellis.runtime.record.RecordPipeline.Atomicity;
import dev.trellis.runtime.work.Work;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.ErrorType;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Runs record calls one after another in one transaction. {@code @{ref.id}}, in a path or anywhere
 * in a body, stands for a member of the answer to an earlier call. With {@code all_or_none} the
 * first failure undoes everything; without it a failed call answers its problem and the others
 * stand.
 */
@ApplicationScoped
class Batch {
  private static final Pattern PATH =
      Pattern.compile("(?:/api/v1)?/records/([a-z0-9_]+)(?:/([^/?]+))?(?:/(restore))?(?:\\?.*)?");
  private static final Set<String> OTHER_CALLS = Set.of("bulk", "export", "find-duplicates");
  private static final Pattern REFERENCE =
      Pattern.compile("@\\{([A-Za-z0-9_-]+)\\.([A-Za-z0-9_.]+)}");

  /** A call may find out that it fails when some of it is written already. */
  private static final String BEGIN_CALL = "SAVEPOINT batch_call";

  private static final String UNDO_CALL = "ROLLBACK TO SAVEPOINT batch_call";

  private final RecordPipeline pipeline;
  private final RecordDeletion deletion;
  private final RecordRestoration restoration;
  private final RecordReads reads;

  Batch(
      RecordPipeline pipeline,
      RecordDeletion deletion,
      RecordRestoration restoration,
      RecordReads reads) {
    this.pipeline = pipeline;
    this.deletion = deletion;
    this.restoration = restoration;
    this.reads = reads;
  }

  /** How the problems of single calls are told. */
  record Wording(String language, String traceId) {}

  /** The answer to one call. */
  private record Answer(int status, @Nullable JsonNode body) {}

  /** A request that is no call at all; its pointer starts at the request, not at the body. */
  private static final class Misuse extends RuntimeException {
    private final PlatformException problem;

    Misuse(Violation violation) {
      super(violation.code(), null, false, false);
      this.problem = PlatformException.invalid(violation);
    }
  }

  /** {@code {"responses": [{ref, status, body}]}} in the order of the requests. */
  Uni<byte[]> run(Work work, List<ObjectNode> requests, boolean allOrNone, Wording wording) {
    ArrayNode responses = Json.MAPPER.createArrayNode();
    return next(work, requests, 0, new HashMap<>(), responses, allOrNone, wording)
        .map(
            _ ->
                JsonBytes.of(
                    json -> {
                      json.writeStartObject();
                      json.writeFieldName("responses");
                      json.writeTree(responses);
                      json.writeEndObject();
                    }));
  }

  private Uni<Void> next(
      Work work,
      List<ObjectNode> requests,
      int index,
      Map<String, JsonNode> answers,
      ArrayNode responses,
      boolean allOrNone,
      Wording wording) {
    if (index == requests.size()) {
      return Uni.createFrom().voidItem();
    }
    ObjectNode request = requests.get(index);
    return Uni.createFrom()
        .deferred(
            () -> {
              if (!allOrNone) {
                work.tx().query(BEGIN_CALL);
              }
              return call(work, request, answers);
            })
        .onFailure(failure -> failure instanceof PlatformException || failure instanceof Misuse)
        .recoverWithUni(
            failure -> {
              PlatformException problem =
                  failure instanceof Misuse misuse ? misuse.problem : (PlatformException) failure;
              // A failure that the database knows of has aborted the transaction: nothing can
              // follow it.
              if (allOrNone || problem.code().type() != ErrorType.USER_ERROR) {
                return Uni.createFrom()
                    .failure(
                        under(
                            problem,
                            "/requests/" + index,
                            failure instanceof Misuse ? "" : "/body"));
              }
              return work.tx()
                  .query(UNDO_CALL)
                  .replaceWith(new Answer(problem.code().status(), problem(problem, wording)));
            })
        .invoke(
            answer -> {
              ObjectNode response = responses.addObject();
              response.set(
                  "ref",
                  request.path("ref").isTextual() ? request.get("ref") : Json.MAPPER.nullNode());
              response.put("status", answer.status());
              response.set("body", answer.body() == null ? Json.MAPPER.nullNode() : answer.body());
              if (request.path("ref").isTextual()
                  && answer.body() != null
                  && answer.status() < 300) {
                answers.put(request.get("ref").textValue(), answer.body());
              }
            })
        .chain(() -> next(work, requests, index + 1, answers, responses, allOrNone, wording));
  }

  private Uni<Answer> call(Work work, ObjectNode request, Map<String, JsonNode> answers) {
    String path = (String) fill(request.get("path").textValue(), answers, "/path");
    String method = request.get("method").textValue().toUpperCase(Locale.ROOT);
    if (path.equals("/query") && method.equals("POST")) {
      return QueryResource.run(work, reads, body(request, answers))
          .map(json -> new Answer(200, tree(json)));
    }
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches()) {
      throw new Misuse(Violation.of("/path", "not_batchable", "path", path));
    }
    ObjectModel object = work.object(matcher.group(1));
    var parameters = new QueryStringDecoder(path).parameters();
    boolean skipsValidation = "true".equals(first(parameters, "skip_validation"));
    if (matcher.group(2) == null) {
      if (method.equals("GET")) {
        return reads
            .list(work, listRequest(object, parameters))
            .map(json -> new Answer(200, tree(json)));
      }
      if (!method.equals("POST")) {
        throw new Misuse(Violation.of("/method", "not_batchable", "path", method + " " + path));
      }
      return pipeline
          .insert(
              work.overridingValidation(skipsValidation),
              object,
              List.of(SaveInput.insert(body(request, answers))),
              Atomicity.ALL_OR_NONE)
          .chain(results -> answer(201, work, object, results.getFirst().record()));
    }
    UUID id = FieldCoercion.parseId(matcher.group(2));
    if (id == null && OTHER_CALLS.contains(matcher.group(2))) {
      throw new Misuse(Violation.of("/path", "not_batchable", "path", path));
    }
    if (id == null) {
      throw PlatformException.notFound();
    }
    if (matcher.group(3) != null && method.equals("POST")) {
      return restoration
          .restore(work, object, id)
          .chain(record -> answer(200, work, object, record));
    }
    return switch (method) {
      case "GET" ->
          reads
              .one(work, object, id, first(parameters, "fields"))
              .map(found -> new Answer(200, tree(found.json())));
      case "PATCH" ->
          pipeline
              .update(
                  work.overridingValidation(skipsValidation),
                  object,
                  List.of(SaveInput.update(id, null, body(request, answers))),
                  Atomicity.ALL_OR_NONE)
              .chain(results -> answer(200, work, object, results.getFirst().record()));
      case "DELETE" ->
          deletion
              .delete(
                  work.overridingValidation(skipsValidation),
                  object,
                  List.of(SaveInput.update(id, null, Json.MAPPER.createObjectNode())),
                  Atomicity.ALL_OR_NONE)
              .map(_ -> new Answer(204, null));
      default ->
          throw new Misuse(Violation.of("/method", "not_batchable", "path", method + " " + path));
    };
  }

  private static ListRequest listRequest(ObjectModel object, Map<String, List<String>> parameters) {
    return ListRequest.of(
        object,
        first(parameters, "filter"),
        first(parameters, "q"),
        first(parameters, "sort"),
        first(parameters, "fields"),
        first(parameters, "limit"),
        first(parameters, "cursor"),
        first(parameters, "count"));
  }

  private static @Nullable String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.getFirst();
  }

  private static ObjectNode body(ObjectNode request, Map<String, JsonNode> answers) {
    if (!(request.get("body") instanceof ObjectNode body)) {
      throw new Misuse(Violation.of("/body", "wrong_type", "expected", "object"));
    }
    return (ObjectNode) resolve(body, answers, "/body");
  }

  private static JsonNode resolve(JsonNode node, Map<String, JsonNode> answers, String pointer) {
    return switch (node) {
      case TextNode text -> {
        Object filled = fill(text.textValue(), answers, pointer);
        yield filled instanceof JsonNode value ? value : TextNode.valueOf((String) filled);
      }
      case ObjectNode object -> {
        ObjectNode copy = Json.MAPPER.createObjectNode();
        object
            .properties()
            .forEach(
                member ->
                    copy.set(
                        member.getKey(),
                        resolve(member.getValue(), answers, pointer + "/" + member.getKey())));
        yield copy;
      }
      case ArrayNode array -> {
        ArrayNode copy = Json.MAPPER.createArrayNode();
        for (int i = 0; i < array.size(); i++) {
          copy.add(resolve(array.get(i), answers, pointer + "/" + i));
        }
        yield copy;
      }
      default -> node;
    };
  }

  /** A text that is nothing but a reference takes the value itself, whatever its type. */
  private static Object fill(String text, Map<String, JsonNode> answers, String pointer) {
    Matcher matcher = REFERENCE.matcher(text);
    if (matcher.matches() && !pointer.equals("/path")) {
      return lookUp(matcher, answers, pointer);
    }
    var filled = new StringBuilder();
    matcher.reset();
    while (matcher.find()) {
      matcher.appendReplacement(
          filled, Matcher.quoteReplacement(lookUp(matcher, answers, pointer).asText()));
    }
    return matcher.appendTail(filled).toString();
  }

  private static JsonNode lookUp(Matcher matcher, Map<String, JsonNode> answers, String pointer) {
    JsonNode value = answers.get(matcher.group(1));
    for (String member : matcher.group(2).split("\\.")) {
      value = value == null ? null : value.get(member);
    }
    if (value == null) {
      throw new Misuse(
          Violation.of(pointer, "unknown_batch_reference", "reference", matcher.group()));
    }
    return value;
  }

  private Uni<Answer> answer(
      int status, Work work, ObjectModel object, @Nullable StoredRecord record) {
    return reads
        .saved(work, object, Objects.requireNonNull(record), List.of())
        .map(saved -> new Answer(status, tree(saved.json())));
  }

  private static JsonNode tree(byte[] json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PlatformException under(PlatformException problem, String prefix, String part) {
    if (problem.violations().isEmpty()) {
      return problem.code() == ErrorCode.NOT_FOUND
          ? PlatformException.of(ErrorCode.NOT_FOUND, List.of(Violation.of(prefix, "not_found")))
          : problem;
    }
    return PlatformException.of(
        problem.code(),
        problem.violations().stream().map(violation -> violation.under(prefix + part)).toList());
  }

  private static JsonNode problem(PlatformException problem, Wording wording) {
    return tree(Problem.of(problem, wording.language(), wording.traceId()).json());
  }
}
