package dev.trellis.runtime.transfer.export;

import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.problem.AcceptedLanguage;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Records as a file. Names no media type: the format decides, whatever {@code Accept} says. */
@Path("/api/v1/records/{object}/export")
@Tag(name = "Records")
public class ExportResource {
  private final RecordExport exports;
  private final CurrentCaller caller;
  private final Clock clock;

  ExportResource(RecordExport exports, CurrentCaller caller, Clock clock) {
    this.exports = exports;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  public RestMulti<byte[]> export(
      @RestPath String object,
      @RestQuery @Nullable String format,
      @RestQuery @Nullable String filter,
      @RestQuery @Nullable String q,
      @RestQuery @Nullable String sort,
      @RestQuery @Nullable String fields,
      @RestQuery boolean bom,
      @RestQuery boolean labels,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    Caller asking = caller.require();
    String wanted = format == null || format.isBlank() ? "csv" : format;
    ExportFormat known =
        ExportFormat.named(wanted)
            .orElseThrow(
                () ->
                    PlatformException.invalid(
                        Violation.of(
                            "/format",
                            "not_one_of",
                            "value",
                            wanted,
                            "allowed",
                            ExportFormat.names())));
    var request =
        new RecordExport.Request(
            object,
            known,
            filter,
            q,
            split(sort),
            split(fields),
            bom,
            labels ? AcceptedLanguage.of(language) : null);
    return RestMulti.fromUniResponse(
        exports.open(asking, request),
        opened -> exports.stream(asking, opened),
        _ -> headers(object, known, asking),
        _ -> 200);
  }

  private Map<String, List<String>> headers(String object, ExportFormat format, Caller asking) {
    String file =
        object
            + "-"
            + LocalDate.ofInstant(clock.instant(), asking.timeZone())
            + "."
            + format.wire();
    return Map.of(
        HttpHeaders.CONTENT_TYPE, List.of(format.mediaType()),
        HttpHeaders.CONTENT_DISPOSITION, List.of("attachment; filename=\"" + file + "\""),
        HttpHeaders.CACHE_CONTROL, List.of("private, no-store"));
  }

  private static List<String> split(@Nullable String list) {
    return list == null
        ? List.of()
        : Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .toList();
  }
}
