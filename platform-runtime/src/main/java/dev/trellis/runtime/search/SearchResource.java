package dev.trellis.runtime.search;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code GET /search}: one box for every object. */
@Path("/api/v1/search")
@Tag(name = "Records")
public class SearchResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  private final Workspace workspace;
  private final CurrentCaller caller;
  private final RecordSearch search;

  SearchResource(Workspace workspace, CurrentCaller caller, RecordSearch search) {
    this.workspace = workspace;
    this.caller = caller;
    this.search = search;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Find records by words, pinyin, initials, phone digits; best match first")
  @APIResponseSchema(SearchAnswer.class)
  public Uni<byte[]> search(
      @RestQuery @Nullable String q,
      @Parameter(description = "Names of objects, with commas between them") @RestQuery
          @Nullable String objects,
      @RestQuery @Nullable String limit) {
    int wanted = limit(limit);
    return workspace
        .read(
            caller.require(), work -> search.find(work, q == null ? "" : q, names(objects), wanted))
        .map(SearchResource::json);
  }

  private static int limit(@Nullable String limit) {
    if (limit == null || limit.isBlank()) {
      return DEFAULT_LIMIT;
    }
    int wanted = number(limit.strip());
    if (wanted < 1) {
      throw PlatformException.invalid(Violation.of("/limit", "too_small", "min", 1));
    }
    if (wanted > MAX_LIMIT) {
      throw PlatformException.invalid(Violation.of("/limit", "too_large", "max", MAX_LIMIT));
    }
    return wanted;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw PlatformException.invalid(Violation.of("/limit", "wrong_type", "expected", "number"));
    }
  }

  private static List<String> names(@Nullable String objects) {
    return objects == null
        ? List.of()
        : Arrays.stream(objects.split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
  }

  private static byte[] json(List<SearchHit> hits) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("hits");
          for (SearchHit hit : hits) {
            write(json, hit);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, SearchHit hit) throws IOException {
    json.writeStartObject();
    json.writeStringField("object", hit.object().name());
    json.writeStringField("id", hit.id().toString());
    json.writeStringField("name", hit.name());
    json.writeStringField("match", hit.match().name().toLowerCase(Locale.ROOT));
    if (hit.field() != null) {
      json.writeStringField("field", hit.field());
      json.writeStringField("value", hit.value());
    }
    json.writeEndObject();
  }
}
