package dev.trellis.runtime.administration;

import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.runtime.audit.AuditEntry;
import dev.trellis.runtime.audit.AuditVerifier;
import dev.trellis.runtime.audit.ChainCheck;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who did what, when and from where. */
@Path("/api/v1/audit")
public class AuditResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1_000;

  private final AuditReads reads;
  private final AuditExport exports;
  private final AuditVerifier verifier;
  private final Workspace workspace;
  private final CurrentCaller caller;
  private final Clock clock;

  AuditResource(
      AuditReads reads,
      AuditExport exports,
      AuditVerifier verifier,
      Workspace workspace,
      CurrentCaller caller,
      Clock clock) {
    this.reads = reads;
    this.exports = exports;
    this.verifier = verifier;
    this.workspace = workspace;
    this.caller = caller;
    this.clock = clock;
  }

  public record AuditList(
      List<AuditView> entries, @Schema(nullable = true) @Nullable String nextCursor) {}

  /**
   * @param entries how many were looked at
   */
  public record Verification(
      boolean ok, long entries, @Schema(nullable = true) @Nullable FirstBad firstBad) {}

  /** The first entry that is not as it was written, and what is wrong with it. */
  public record FirstBad(long seq, String reason) {}

  /** The newest first. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<AuditList> list(
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String actor,
      @RestQuery @Nullable String action,
      @RestQuery @Nullable String subject,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String cursor) {
    int size = size(limit);
    return reads
        .list(
            caller.require(),
            AuditFilter.of(from, to, actor, action, subject),
            before(cursor),
            size + 1)
        .map(found -> page(found, size));
  }

  private static AuditList page(List<AuditEntry> found, int size) {
    return new AuditList(
        found.stream().limit(size).map(AuditView::of).toList(),
        found.size() > size ? Long.toString(found.get(size - 1).seq()) : null);
  }

  private static int size(@Nullable Integer limit) {
    int size = limit == null ? DEFAULT_LIMIT : limit;
    if (size < 1 || size > MAX_LIMIT) {
      throw PlatformException.invalid(
          Violation.of("/limit", size < 1 ? "too_small" : "too_large", "min", 1, "max", MAX_LIMIT));
    }
    return size;
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

  /** As a file: {@code csv} or {@code jsonl}. Names no media type: the format decides. */
  @GET
  @Path("export")
  public RestMulti<byte[]> export(
      @RestQuery @Nullable String format,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String actor,
      @RestQuery @Nullable String action,
      @RestQuery @Nullable String subject) {
    Caller asking = caller.require();
    AuditFilter filter = AuditFilter.of(from, to, actor, action, subject);
    AuditExport.Format known = format(format);
    return RestMulti.fromUniResponse(
        exports.open(asking, filter, known),
        first -> exports.stream(asking, filter, known, first),
        _ -> headers(known, asking),
        _ -> 200);
  }

  private static AuditExport.Format format(@Nullable String format) {
    String wanted = format == null || format.isBlank() ? "csv" : format;
    return AuditExport.Format.named(wanted)
        .orElseThrow(
            () ->
                PlatformException.invalid(
                    Violation.of(
                        "/format",
                        "not_one_of",
                        "value",
                        wanted,
                        "allowed",
                        List.of("csv", "jsonl"))));
  }

  private Map<String, List<String>> headers(AuditExport.Format format, Caller asking) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), asking.timeZone());
    String file = "audit-" + today + "." + format.wire();
    return Map.of(
        HttpHeaders.CONTENT_TYPE, List.of(format.mediaType()),
        HttpHeaders.CONTENT_DISPOSITION, List.of("attachment; filename=\"" + file + "\""),
        HttpHeaders.CACHE_CONTROL, List.of("private, no-store"));
  }

  /** Whether every entry is as it was written, and none is missing. */
  @POST
  @Path("verify")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Uni<Verification> verify() {
    Caller asking = caller.require();
    return workspace
        .read(
            asking,
            work -> {
              work.require(SystemPermission.VIEW_AUDIT);
              return Uni.createFrom().voidItem();
            })
        .chain(() -> verifier.verify(asking.tenantId()))
        .map(AuditResource::verification);
  }

  private static Verification verification(ChainCheck.Result result) {
    ChainCheck.Flaw flaw = result.flaw();
    return new Verification(
        flaw == null,
        result.entries(),
        flaw == null
            ? null
            : new FirstBad(flaw.seq(), flaw.reason().name().toLowerCase(Locale.ROOT)));
  }
}
