package dev.trellis.runtime.transfer;

import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CallerLanguage;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.sdk.error.PlatformException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * The refused rows of an import, as a file. Names no media type: it is CSV, whatever {@code Accept}
 * says.
 */
@Path("/api/v1/imports/{id}/errors.csv")
@Tag(name = "Imports")
public class ImportErrorsResource {
  private final ImportService imports;
  private final ImportErrors errors;
  private final CurrentCaller caller;

  ImportErrorsResource(ImportService imports, ImportErrors errors, CurrentCaller caller) {
    this.imports = imports;
    this.errors = errors;
    this.caller = caller;
  }

  @GET
  public RestMulti<byte[]> errors(
      @RestPath String id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    Caller asking = caller.require();
    UUID importId = FieldCoercion.parseId(id);
    if (importId == null) {
      throw PlatformException.notFound();
    }
    return RestMulti.fromUniResponse(
        imports.load(asking, importId),
        job -> errors.csv(asking, job, CallerLanguage.spoken(asking, language)),
        _ ->
            Map.of(
                HttpHeaders.CONTENT_TYPE, List.of("text/csv;charset=UTF-8"),
                HttpHeaders.CONTENT_DISPOSITION, List.of("attachment; filename=\"errors.csv\""),
                HttpHeaders.CACHE_CONTROL, List.of("private, no-store")),
        _ -> 200);
  }
}
