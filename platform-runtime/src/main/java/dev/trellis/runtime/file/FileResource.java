package dev.trellis.runtime.file;

import dev.trellis.metadata.record.UuidV7;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.runtime.file.StoredFiles.Examined;
import dev.trellis.runtime.file.StoredFiles.StoredFile;
import dev.trellis.runtime.file.store.FileStore;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Uploads and downloads. A field of a record takes the id that an upload answers. */
@Path("/api/v1/files")
@Tag(name = "Files")
public class FileResource {
  private static final int MAX_NAME = 255;

  private final Workspace workspace;
  private final CurrentCaller caller;
  private final StoredFiles files;
  private final FileStore store;
  private final Clock clock;
  private final long maxSize;
  private final UuidV7 ids = new UuidV7();

  FileResource(
      Workspace workspace,
      CurrentCaller caller,
      StoredFiles files,
      FileStore store,
      Clock clock,
      @ConfigProperty(name = "trellis.files.max-size", defaultValue = "26214400") long maxSize) {
    this.workspace = workspace;
    this.caller = caller;
    this.files = files;
    this.store = store;
    this.clock = clock;
    this.maxSize = maxSize;
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<Response> upload(@RestForm("file") @Nullable FileUpload file) {
    Caller uploader = caller.require();
    if (file == null) {
      throw PlatformException.invalid(Violation.of("/file", "required"));
    }
    if (file.size() > maxSize) {
      throw PlatformException.of(ErrorCode.TOO_LARGE, "file_too_large", "max", maxSize);
    }
    return Uni.createFrom()
        .item(() -> examine(uploader, file))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .call(examined -> files.announce(uploader.tenantId(), uploader.userId(), examined))
        .call(examined -> keep(uploader, examined, file.uploadedFile()))
        .map(Examined::file)
        .map(
            stored ->
                Response.created(URI.create("/api/v1/files/" + stored.id()))
                    .entity(json(stored))
                    .build());
  }

  /** The row says since before that there may be content: what is left behind will be removed. */
  private Uni<Void> keep(Caller uploader, Examined examined, java.nio.file.Path upload) {
    String location = examined.file().location();
    return store
        .put(location, upload)
        .chain(() -> workspace.write(uploader, work -> files.confirm(work, examined.file().id())))
        .onFailure()
        .call(() -> store.delete(location).onFailure().recoverWithNull());
  }

  private Examined examine(Caller uploader, FileUpload file) {
    UUID id = ids.next(clock.instant());
    String name = safeName(file.fileName());
    return new Examined(
        new StoredFile(
            id,
            name,
            MediaTypes.detect(file.uploadedFile(), name),
            file.size(),
            uploader.tenantId() + "/" + id),
        sha256(file.uploadedFile()));
  }

  /**
   * The last part of whatever path the browser sent, without characters that mean something to a
   * file system.
   */
  private static String safeName(@Nullable String given) {
    String name = given == null ? "" : given.replace('\\', '/');
    name =
        name.substring(name.lastIndexOf('/') + 1).replaceAll("[\\p{Cntrl}\"<>|?*:]", "_").strip();
    if (name.isEmpty() || name.chars().allMatch(c -> c == '.')) {
      return "file";
    }
    return name.length() > MAX_NAME ? name.substring(name.length() - MAX_NAME) : name;
  }

  private static byte[] sha256(java.nio.file.Path file) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      try (var stream = new DigestInputStream(Files.newInputStream(file), digest)) {
        stream.transferTo(OutputStream.nullOutputStream());
      }
      return digest.digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] json(StoredFile file) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeStringField("id", file.id().toString());
          json.writeStringField("name", file.name());
          json.writeNumberField("size", file.size());
          json.writeStringField("type", file.mediaType());
          json.writeEndObject();
        });
  }

  /**
   * The content, as a download. With {@code inline} pictures of common formats are shown in the
   * page; nothing else ever is, because markup from a stranger would run as ours.
   */
  @GET
  @Path("{id}")
  @Produces(MediaType.WILDCARD)
  public Uni<Response> download(@RestPath String id, @RestQuery boolean inline) {
    UUID fileId = FieldCoercion.parseId(id);
    if (fileId == null) {
      throw PlatformException.notFound();
    }
    return workspace
        .read(caller.require(), work -> files.find(work, fileId))
        .chain(
            file ->
                store
                    .open(file.location())
                    .map(
                        pieces ->
                            described(file, inline)
                                .entity(new StoredContent(pieces, file.size()))
                                .build()));
  }

  /** By itself, so that no content is opened that nobody reads. */
  @HEAD
  @Path("{id}")
  public Uni<Response> head(@RestPath String id, @RestQuery boolean inline) {
    UUID fileId = FieldCoercion.parseId(id);
    if (fileId == null) {
      throw PlatformException.notFound();
    }
    return workspace
        .read(caller.require(), work -> files.find(work, fileId))
        .map(
            file ->
                described(file, inline).header(HttpHeaders.CONTENT_LENGTH, file.size()).build());
  }

  @GET
  @Path("{id}/info")
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<byte[]> info(@RestPath String id) {
    UUID fileId = FieldCoercion.parseId(id);
    if (fileId == null) {
      throw PlatformException.notFound();
    }
    return workspace
        .read(caller.require(), work -> files.find(work, fileId))
        .map(FileResource::json);
  }

  private static Response.ResponseBuilder described(StoredFile file, boolean inline) {
    boolean shown = inline && MediaTypes.isShown(file.mediaType());
    String encoded = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    String ascii = file.name().replaceAll("[^\\x20-\\x7e]|[\"\\\\%]", "_");
    return Response.ok()
        .type(shown ? file.mediaType() : MediaType.APPLICATION_OCTET_STREAM)
        .header(
            "Content-Disposition",
            (shown ? "inline" : "attachment")
                + "; filename=\""
                + ascii
                + "\"; filename*=UTF-8''"
                + encoded)
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("Cache-Control", "private, no-store");
  }
}
