package dev.trellis.runtime.transfer;

import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.identity.CallerLanguage;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.transfer.mapping.ImportOptions;
import dev.trellis.runtime.transfer.mapping.ImportOptionsReader;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Tables in, as durable jobs. */
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Imports")
public class ImportResource {
  private static final int LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;
  private static final int MAX_NAME = 255;
  private static final int MAX_OPTIONS = 1 << 20;
  private static final String NAMES =
      "SELECT id, name FROM app_user WHERE tenant_id = $1 AND id = ANY($2)";

  private final ImportService imports;
  private final ImportErrors errors;
  private final Workspace workspace;
  private final CurrentCaller caller;
  private final Clock clock;

  ImportResource(
      ImportService imports,
      ImportErrors errors,
      Workspace workspace,
      CurrentCaller caller,
      Clock clock) {
    this.imports = imports;
    this.errors = errors;
    this.workspace = workspace;
    this.caller = caller;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @APIResponseSchema(value = ImportAnswers.ImportView.class, responseCode = "202")
  public Uni<Response> submit(
      @RestForm("options") @Nullable String options,
      @RestForm(FileUpload.ALL) List<FileUpload> uploads,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    ImportOptions asked = ImportOptionsReader.read(options(options, uploads));
    FileUpload file = file(uploads);
    return imports
        .submit(caller.require(), file.uploadedFile(), name(file), file.size(), asked)
        .chain(job -> view(job, language))
        .map(
            view ->
                Response.accepted(view.json())
                    .location(URI.create("/api/v1/imports/" + view.id()))
                    .build());
  }

  @POST
  @Path("preview")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @APIResponseSchema(ImportAnswers.PreviewView.class)
  public Uni<byte[]> preview(
      @RestForm("options") @Nullable String options,
      @RestForm(FileUpload.ALL) List<FileUpload> uploads,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    var asked = ImportOptionsReader.readPreview(options(options, uploads));
    return imports.preview(
        caller.require(),
        file(uploads).uploadedFile(),
        asked,
        CallerLanguage.spoken(caller.require(), language));
  }

  @GET
  @APIResponseSchema(ImportAnswers.ImportPage.class)
  public Uni<byte[]> list(
      @RestQuery @Nullable String cursor,
      @RestQuery @Nullable Integer limit,
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    int size = limit == null ? LIMIT : limit;
    if (size < 1 || size > MAX_LIMIT) {
      throw PlatformException.invalid(Violation.of("/limit", "too_large", "max", MAX_LIMIT));
    }
    UUID after = cursor == null || cursor.isBlank() ? null : FieldCoercion.parseId(cursor);
    if (after == null && cursor != null && !cursor.isBlank()) {
      throw PlatformException.of(ErrorCode.MALFORMED, "bad_cursor");
    }
    return imports
        .list(caller.require(), after, size + 1)
        .chain(
            jobs ->
                names(jobs)
                    .map(
                        names ->
                            JsonBytes.of(
                                json -> {
                                  List<ImportJob> page =
                                      jobs.subList(0, Math.min(size, jobs.size()));
                                  json.writeStartObject();
                                  json.writeArrayFieldStart("imports");
                                  for (ImportJob job : page) {
                                    ImportViews.job(
                                        json,
                                        job,
                                        names.get(job.createdBy()),
                                        clock.instant(),
                                        CallerLanguage.spoken(caller.require(), language));
                                  }
                                  json.writeEndArray();
                                  json.writeStringField(
                                      "next_cursor",
                                      jobs.size() > size ? page.getLast().id().toString() : null);
                                  json.writeEndObject();
                                })));
  }

  @GET
  @Path("{id}")
  @APIResponseSchema(ImportAnswers.ImportView.class)
  public Uni<byte[]> read(
      @RestPath String id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    return imports.load(caller.require(), id(id)).chain(job -> view(job, language)).map(View::json);
  }

  /** Why rows were refused, the commonest reasons first; the rows themselves are in errors.csv. */
  @GET
  @Path("{id}/errors")
  @APIResponseSchema(ImportAnswers.RefusalPage.class)
  public Uni<byte[]> errors(
      @RestPath String id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    return imports
        .load(caller.require(), id(id))
        .chain(
            job ->
                errors.reasons(
                    caller.require(), job, CallerLanguage.spoken(caller.require(), language)));
  }

  @POST
  @Path("{id}/cancel")
  @Consumes(MediaType.WILDCARD)
  @APIResponseSchema(ImportAnswers.ImportView.class)
  public Uni<byte[]> cancel(
      @RestPath String id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    return imports
        .cancel(caller.require(), id(id))
        .chain(job -> view(job, language))
        .map(View::json);
  }

  /** Takes the whole import back; answers what could not be, and why, under {@code undo}. */
  @DELETE
  @Path("{id}")
  @APIResponseSchema(ImportAnswers.ImportView.class)
  public Uni<byte[]> undo(
      @RestPath String id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
    return imports.undo(caller.require(), id(id)).chain(job -> view(job, language)).map(View::json);
  }

  private record View(UUID id, byte[] json) {}

  private Uni<View> view(ImportJob job, @Nullable String language) {
    return names(List.of(job))
        .map(
            names ->
                new View(
                    job.id(),
                    JsonBytes.of(
                        json ->
                            ImportViews.job(
                                json,
                                job,
                                names.get(job.createdBy()),
                                clock.instant(),
                                CallerLanguage.spoken(caller.require(), language)))));
  }

  private Uni<Map<UUID, String>> names(List<ImportJob> jobs) {
    UUID[] ids = jobs.stream().map(ImportJob::createdBy).distinct().toArray(UUID[]::new);
    return workspace
        .read(
            caller.require(),
            work -> work.tx().query(NAMES, Tuple.of(work.tenantId()).addValue(ids)))
        .map(
            rows -> {
              var names = new HashMap<UUID, String>();
              rows.forEach(row -> names.put(row.getUUID("id"), row.getString("name")));
              return names;
            });
  }

  private static FileUpload file(List<FileUpload> uploads) {
    return uploads.stream()
        .filter(upload -> upload.name().equals("file"))
        .findFirst()
        .orElseThrow(() -> PlatformException.invalid(Violation.of("/file", "required")));
  }

  /** Some clients send JSON parts as files. */
  private static @Nullable String options(@Nullable String options, List<FileUpload> uploads) {
    if (options != null) {
      return options;
    }
    for (FileUpload upload : uploads) {
      if (upload.name().equals("options") && upload.size() <= MAX_OPTIONS) {
        try {
          return Files.readString(upload.uploadedFile());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return null;
  }

  private static String name(FileUpload file) {
    String given = file.fileName() == null ? "" : file.fileName().replace('\\', '/');
    String name = given.substring(given.lastIndexOf('/') + 1).replaceAll("\\p{Cntrl}", "").strip();
    if (name.isEmpty()) {
      return "file";
    }
    return name.length() > MAX_NAME ? name.substring(name.length() - MAX_NAME) : name;
  }

  private static UUID id(String text) {
    UUID id = FieldCoercion.parseId(text);
    if (id == null) {
      throw PlatformException.notFound();
    }
    return id;
  }
}
