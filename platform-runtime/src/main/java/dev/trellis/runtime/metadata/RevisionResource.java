package dev.trellis.runtime.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.postgres.Revisions.Revision;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CallerLanguage;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was changed when and by whom, and the way back. */
@Path("/api/v1/metadata/revisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Metadata")
public class RevisionResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;
  private static final Set<String> RESTORE_MEMBERS =
      Set.of("dry_run", "conversions", "clear", "summary");

  private final CurrentCaller caller;
  private final Metadata metadata;

  RevisionResource(CurrentCaller caller, Metadata metadata) {
    this.caller = caller;
    this.metadata = metadata;
  }

  /** Newest first. */
  @GET
  @APIResponseSchema(MetadataAnswers.RevisionPage.class)
  public Uni<byte[]> list(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
    int size = limit == null ? DEFAULT_LIMIT : limit;
    if (size < 1 || size > MAX_LIMIT) {
      throw PlatformException.invalid(
          Violation.of("/limit", size < 1 ? "too_small" : "too_large", "min", 1, "max", MAX_LIMIT));
    }
    return metadata
        .revisions(caller.require(), before(cursor), size + 1)
        .map(found -> page(found, size));
  }

  private static byte[] page(List<Revision> found, int size) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    ArrayNode revisions = json.putArray("revisions");
    found.stream()
        .limit(size)
        .forEach(revision -> revisions.add(OutcomeJson.revision(revision, false)));
    json.put(
        "next_cursor", found.size() > size ? Long.toString(found.get(size - 1).number()) : null);
    return OutcomeJson.bytes(json);
  }

  private static long before(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw PlatformException.of(ErrorCode.MALFORMED, "bad_cursor");
    }
  }

  /** One revision with its documents before and after. */
  @GET
  @Path("{number}")
  @APIResponseSchema(MetadataAnswers.WholeRevision.class)
  public Uni<byte[]> load(@RestPath String number) {
    return metadata
        .revision(caller.require(), number(number))
        .map(revision -> OutcomeJson.bytes(OutcomeJson.revision(revision, true)));
  }

  /** Brings all components back to what they were; deleted fields come back with their values. */
  @POST
  @Path("{number}/restore")
  @Consumes(MediaType.WILDCARD)
  @APIResponseSchema(MetadataAnswers.ChangeSetOutcome.class)
  public Uni<byte[]> restore(
      @RestPath String number,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
      @RequestBody(
              required = false,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = MetadataAnswers.RestoreBody.class)))
          byte @Nullable [] body) {
    Caller current = caller.require();
    ObjectNode options =
        body == null || body.length == 0
            ? Json.MAPPER.createObjectNode()
            : RequestJson.object(body);
    RequestJson.refuseUnknown(options, RESTORE_MEMBERS);
    String summary = ChangeSetRequest.summary(options);
    return metadata
        .restore(
            current,
            number(number),
            ChangeSetRequest.clearing(options),
            RequestJson.flag(options, "dry_run", false),
            summary == null ? "restore " + number : summary)
        .map(
            outcome ->
                OutcomeJson.bytes(
                    OutcomeJson.outcome(outcome, CallerLanguage.of(current, language))));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw PlatformException.notFound();
    }
  }
}
