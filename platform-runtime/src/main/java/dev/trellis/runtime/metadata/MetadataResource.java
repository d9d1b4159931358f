package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.ComponentDocument;
import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.metadata.change.ChangeSet;
import dev.trellis.metadata.change.Uses;
import dev.trellis.metadata.change.plan.Change;
import dev.trellis.metadata.change.plan.ChangeOutcome;
import dev.trellis.metadata.schema.ComponentSchemas;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CallerLanguage;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Components and change sets. */
@Path("/api/v1/metadata")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Metadata")
public class MetadataResource {
  private final CurrentCaller caller;
  private final Metadata metadata;

  MetadataResource(CurrentCaller caller, Metadata metadata) {
    this.caller = caller;
    this.metadata = metadata;
  }

  /** The tenant's revision and how many components of each kind there are. */
  @GET
  public Uni<byte[]> overview() {
    return metadata.read(
        caller.require(),
        (_, snapshot) -> {
          ObjectNode json = Json.MAPPER.createObjectNode();
          json.put("revision", snapshot.revision());
          ObjectNode counts = json.putObject("counts");
          for (Kind kind : Kind.values()) {
            counts.put(kind.wire(), snapshot.ofKind(kind).size());
          }
          return OutcomeJson.bytes(json);
        });
  }

  /** The JSON Schema (2020-12) of a kind. */
  @GET
  @Path("schemas/{kind}")
  public byte[] schema(@RestPath String kind) {
    caller.require();
    return OutcomeJson.bytes(ComponentSchemas.load().document(kind(kind)));
  }

  /** The components of a kind, by name. */
  @GET
  @Path("{kind}")
  public Uni<byte[]> list(@RestPath String kind) {
    Kind wanted = kind(kind);
    return metadata.read(
        caller.require(),
        (_, snapshot) -> {
          ObjectNode json = Json.MAPPER.createObjectNode();
          ArrayNode components = json.putArray("components");
          snapshot.ofKind(wanted).forEach(document -> components.add(document.json()));
          return OutcomeJson.bytes(json);
        });
  }

  @GET
  @Path("{kind}/{name}")
  public Uni<byte[]> load(@RestPath String kind, @RestPath String name) {
    var key = new ComponentKey(kind(kind), name);
    return metadata.read(
        caller.require(),
        (_, snapshot) ->
            snapshot
                .find(key)
                .map(ComponentDocument::json)
                .map(OutcomeJson::bytes)
                .orElseThrow(PlatformException::notFound));
  }

  /** Who uses a component. */
  @GET
  @Path("{kind}/{name}/usages")
  public Uni<byte[]> usages(@RestPath String kind, @RestPath String name) {
    return metadata
        .usersOf(caller.require(), new ComponentKey(kind(kind), name))
        .map(
            users -> {
              ObjectNode json = Json.MAPPER.createObjectNode();
              ArrayNode list = json.putArray("users");
              Set<ComponentKey> seen = new LinkedHashSet<>();
              for (Uses.User user : users) {
                if (seen.add(user.key())) {
                  list.addObject()
                      .put("kind", user.key().kind().wire())
                      .put("name", user.key().name())
                      .put("pointer", user.pointer());
                }
              }
              return OutcomeJson.bytes(json);
            });
  }

  /** Creates or replaces one component: a change set of one. */
  @PUT
  @Path("{kind}/{name}")
  @APIResponseSchema(MetadataAnswers.ChangeSetOutcome.class)
  public Uni<Response> put(
      @RestPath String kind,
      @RestPath String name,
      @RestQuery List<String> clear,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
      byte[] body) {
    var key = new ComponentKey(kind(kind), name);
    JsonNode document = named(RequestJson.object(body), key);
    var changeSet = new ChangeSet(List.of(document), List.of(), Set.copyOf(clear), false);
    return one(changeSet, "/components/0", language);
  }

  @DELETE
  @Path("{kind}/{name}")
  @Consumes(MediaType.WILDCARD)
  @APIResponseSchema(MetadataAnswers.ChangeSetOutcome.class)
  public Uni<Response> delete(
      @RestPath String kind,
      @RestPath String name,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    var key = new ComponentKey(kind(kind), name);
    return one(ChangeSet.delete(key), "/deletions/0", language)
        .onFailure(MetadataResource::isUnknown)
        .transform(_ -> PlatformException.notFound());
  }

  /** All or nothing; {@code dry_run} answers the plan alone. */
  @POST
  @Path("change-sets")
  @APIResponseSchema(MetadataAnswers.ChangeSetOutcome.class)
  public Uni<byte[]> change(
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
      @RequestBodySchema(MetadataAnswers.ChangeSetBody.class) byte[] body) {
    Caller current = caller.require();
    ChangeSetRequest request = ChangeSetRequest.read(RequestJson.object(body));
    Uni<ChangeOutcome> outcome =
        request.isDryRun()
            ? metadata.dryRun(current, request.changeSet())
            : metadata.apply(current, request.changeSet(), request.summary());
    return outcome.map(
        done -> OutcomeJson.bytes(OutcomeJson.outcome(done, CallerLanguage.of(current, language))));
  }

  private Uni<Response> one(ChangeSet changeSet, String pointer, @Nullable String language) {
    Caller current = caller.require();
    return metadata
        .apply(current, changeSet, null)
        .map(
            outcome -> {
              boolean isNew = outcome.changes().getFirst().action() == Change.Action.CREATED;
              return Response.status(isNew ? Response.Status.CREATED : Response.Status.OK)
                  .entity(
                      OutcomeJson.bytes(
                          OutcomeJson.outcome(outcome, CallerLanguage.of(current, language))))
                  .build();
            })
        .onFailure(PlatformException.class)
        .transform(failure -> within((PlatformException) failure, pointer));
  }

  /** Pointers of a change set of one point into the one document that was sent. */
  private static PlatformException within(PlatformException failure, String prefix) {
    if (failure.violations().isEmpty()) {
      return failure;
    }
    var violations = new ArrayList<Violation>();
    for (Violation violation : failure.violations()) {
      String pointer = violation.pointer();
      violations.add(
          pointer.startsWith(prefix)
              ? new Violation(
                  pointer.substring(prefix.length()), violation.code(), violation.params())
              : violation);
    }
    return PlatformException.of(failure.code(), violations);
  }

  private static boolean isUnknown(Throwable failure) {
    return failure instanceof PlatformException platform
        && !platform.violations().isEmpty()
        && platform.violations().stream()
            .allMatch(violation -> violation.code().equals("unknown_component"));
  }

  /** The address names the component; a document may say so again, but nothing else. */
  private static ObjectNode named(ObjectNode document, ComponentKey key) {
    var violations = new ArrayList<Violation>();
    if (document.has("kind") && !document.path("kind").asText().equals(key.kind().wire())) {
      violations.add(Violation.of("/kind", "differs_from_path"));
    }
    if (document.has("name") && !document.path("name").asText().equals(key.name())) {
      violations.add(Violation.of("/name", "differs_from_path"));
    }
    if (!violations.isEmpty()) {
      throw PlatformException.invalid(violations);
    }
    ObjectNode named = Json.MAPPER.createObjectNode();
    named.put("kind", key.kind().wire());
    named.put("name", key.name());
    return named.setAll(document);
  }

  static Kind kind(String wire) {
    return Kind.find(wire).orElseThrow(PlatformException::notFound);
  }
}
