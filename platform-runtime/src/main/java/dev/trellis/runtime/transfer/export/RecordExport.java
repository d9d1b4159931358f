package dev.trellis.runtime.transfer.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.query.RecordQuery;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.audit.AuditAction;
import dev.trellis.runtime.audit.AuditEvent;
import dev.trellis.runtime.audit.AuditEvent.Subject;
import dev.trellis.runtime.audit.AuditLog;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.problem.AcceptedLanguage;
import dev.trellis.runtime.record.RecordReads;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list page by page, as fast as the other end takes it, each page in a transaction of its
 * own and under the caller's rights of that moment.
 */
@ApplicationScoped
class RecordExport {
  private static final int PAGE = 1_000;

  private final Workspace workspace;
  private final RecordReads reads;
  private final AuditLog audit;

  RecordExport(Workspace workspace, RecordReads reads, AuditLog audit) {
    this.workspace = workspace;
    this.reads = reads;
    this.audit = audit;
  }

  /**
   * @param hasBom whether a CSV file begins with a byte order mark, by which Excel knows UTF-8
   * @param labels language of labels in the header; null for field names
   */
  record Request(
      String object,
      ExportFormat format,
      @Nullable String filter,
      @Nullable String text,
      List<String> sort,
      List<String> fields,
      boolean hasBom,
      @Nullable String labels) {
    boolean showsId() {
      return fields.isEmpty() || fields.contains("id");
    }
  }

  /**
   * The first page, already found, and written down that somebody took it: what is wrong with the
   * query shows before the answer begins.
   */
  record Opened(
      Request request, ExportWriter writer, List<ExportColumn> columns, RecordReads.Page first) {}

  Uni<Opened> open(Caller caller, Request request) {
    return workspace.read(
        caller,
        work ->
            page(work, request, null)
                .call(() -> audit.append(work.tx(), caller.actor(), event(request)))
                .map(
                    page -> {
                      ObjectModel object = work.object(request.object());
                      return new Opened(
                          request,
                          writer(request, object, caller, page),
                          ExportColumn.of(
                              page.plan().output(),
                              request.showsId(),
                              object,
                              work.model(),
                              request.labels()),
                          page);
                    }));
  }

  private static AuditEvent event(Request request) {
    ObjectNode after = Json.MAPPER.createObjectNode();
    after.put("format", request.format().wire());
    after.put("filter", request.filter());
    after.put("q", request.text());
    request.fields().forEach(after.putArray("fields")::add);
    return new AuditEvent(
        AuditAction.EXPORT_RUN, Subject.named("object", request.object()), null, after);
  }

  private static ExportWriter writer(
      Request request, ObjectModel object, Caller caller, RecordReads.Page page) {
    return switch (request.format()) {
      case CSV -> new CsvExport(request.hasBom());
      case XLSX ->
          new XlsxExport(
              object.definition().plural().in(AcceptedLanguage.of(caller.locale())),
              caller.timeZone());
      case JSONL -> new JsonlExport(page.plan().output());
    };
  }

  Multi<byte[]> stream(Caller caller, Opened opened) {
    var cursor = new AtomicReference<@Nullable String>(opened.first().nextCursor());
    ExportWriter writer = opened.writer();
    Multi<byte[]> first =
        Multi.createFrom()
            .items(
                () ->
                    Stream.of(
                        writer.begin(opened.columns()),
                        writer.page(opened.columns(), opened.first().rows())));
    Multi<byte[]> more =
        opened.first().nextCursor() == null
            ? Multi.createFrom().empty()
            : Multi.createBy()
                .repeating()
                .uni(
                    () ->
                        workspace
                            .read(caller, work -> page(work, opened.request(), cursor.get()))
                            .emitOn(Infrastructure.getDefaultWorkerPool())
                            .map(
                                page -> {
                                  cursor.set(page.nextCursor());
                                  return writer.page(opened.columns(), page.rows());
                                }))
                .whilst(_ -> cursor.get() != null);
    Multi<byte[]> end = Multi.createFrom().item(writer::end);
    return Multi.createBy()
        .concatenating()
        .streams(first, more, end)
        .filter(bytes -> bytes.length > 0);
  }

  private Uni<RecordReads.Page> page(Work work, Request request, @Nullable String cursor) {
    ObjectModel object = work.object(request.object());
    work.require(object, ObjectPermission.READ);
    work.require(object, ObjectPermission.EXPORT);
    RecordQuery query =
        RecordQuery.of(object, RecordQuery.Names.LIST)
            .withFields(request.fields())
            .withCondition("/filter", request.filter())
            .withText(request.text())
            .withSort(request.sort())
            .withPage(PAGE, cursor);
    return reads.found(work, query);
  }
}
