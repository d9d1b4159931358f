package dev.trellis.runtime.administration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditEntry;
import dev.trellis.runtime.audit.AuditEvent;
import dev.trellis.runtime.audit.AuditEvent.Subject;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.transfer.table.CsvWriter;
import dev.trellis.runtime.transfer.table.CsvWriter.Value;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The audit log as a file, page by page, as fast as the other end takes it. */
@Singleton
class AuditExport {
  private static final int PAGE = 1_000;

  private static final List<String> COLUMNS =
      List.of(
          "seq",
          "at",
          "actor_kind",
          "actor_id",
          "actor_name",
          "credential_id",
          "address",
          "agent",
          "action",
          "subject_kind",
          "subject_id",
          "subject_name",
          "before",
          "after");

  private final Workspace workspace;
  private final AuditReads reads;
  private final AuditLog audit;
  private final ObjectMapper mapper;

  AuditExport(Workspace workspace, AuditReads reads, AuditLog audit, ObjectMapper mapper) {
    this.workspace = workspace;
    this.reads = reads;
    this.audit = audit;
    this.mapper = mapper;
  }

  enum Format {
    CSV("text/csv;charset=UTF-8"),
    JSONL("application/jsonl;charset=UTF-8");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    String mediaType() {
      return mediaType;
    }

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Format> named(String wire) {
      return Stream.of(values()).filter(format -> format.wire().equals(wire)).findFirst();
    }
  }

  /** The first page, and that somebody took the log: written before the answer begins. */
  Uni<List<AuditEntry>> open(Caller caller, AuditFilter filter, Format format) {
    return workspace.read(
        caller,
        work ->
            reads
                .list(work, filter, Long.MAX_VALUE, PAGE)
                .call(() -> record(work, caller, filter, format)));
  }

  private Uni<Void> record(Work work, Caller caller, AuditFilter filter, Format format) {
    ObjectNode after = filter.json();
    after.put("format", format.wire());
    return audit.append(
        work.tx(),
        caller.actor(),
        new AuditEvent(AuditAction.AUDIT_EXPORTED, new Subject("audit", null, null), null, after));
  }

  Multi<byte[]> stream(
      Caller caller, AuditFilter filter, Format format, List<AuditEntry> firstPage) {
    var before = new AtomicLong(next(firstPage));
    Multi<byte[]> first = Multi.createFrom().items(header(format), bytes(format, firstPage));
    Multi<byte[]> more =
        before.get() == 0
            ? Multi.createFrom().empty()
            : Multi.createBy()
                .repeating()
                .uni(
                    () ->
                        reads
                            .list(caller, filter, before.get(), PAGE)
                            .map(
                                page -> {
                                  before.set(next(page));
                                  return bytes(format, page);
                                }))
                .whilst(_ -> before.get() > 0);
    return Multi.createBy().concatenating().streams(first, more).filter(part -> part.length > 0);
  }

  /** Where the next page begins; 0 when there is none. */
  private static long next(List<AuditEntry> page) {
    return page.size() < PAGE ? 0 : page.getLast().seq();
  }

  private static byte[] header(Format format) {
    return switch (format) {
      case CSV -> new CsvWriter().row(COLUMNS.stream().map(Value::exact).toList()).take();
      case JSONL -> new byte[0];
    };
  }

  private byte[] bytes(Format format, List<AuditEntry> entries) {
    return switch (format) {
      case CSV -> csv(entries);
      case JSONL -> jsonl(entries);
    };
  }

  private static byte[] csv(List<AuditEntry> entries) {
    var csv = new CsvWriter();
    entries.forEach(entry -> csv.row(cells(entry)));
    return csv.take();
  }

  private static List<Value> cells(AuditEntry entry) {
    return List.of(
        Value.exact(Long.toString(entry.seq())),
        Value.exact(entry.at().toString()),
        Value.exact(entry.actorKind()),
        Value.exact(Objects.toString(entry.actorId(), null)),
        Value.text(entry.actorName()),
        Value.exact(Objects.toString(entry.credentialId(), null)),
        Value.exact(entry.address()),
        Value.text(entry.agent()),
        Value.exact(entry.action()),
        Value.exact(entry.subjectKind()),
        Value.text(entry.subjectId()),
        Value.text(entry.subjectName()),
        Value.exact(entry.before()),
        Value.exact(entry.after()));
  }

  private byte[] jsonl(List<AuditEntry> entries) {
    var lines = new StringBuilder();
    for (AuditEntry entry : entries) {
      lines.append(line(entry)).append('\n');
    }
    return lines.toString().getBytes(UTF_8);
  }

  private String line(AuditEntry entry) {
    try {
      return mapper.writeValueAsString(AuditView.of(entry));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
