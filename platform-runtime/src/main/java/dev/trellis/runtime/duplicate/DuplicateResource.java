package dev.trellis.runtime.duplicate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.duplicate.DuplicateMatcher;
import dev.trellis.metadata.postgres.RecordStatements;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.record.DraftReader;
import dev.trellis.metadata.record.StoredRecord;
import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.runtime.duplicate.DuplicateFinder.Probe;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.sharing.Reached;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** {@code POST /records/{object}/find-duplicates}, for a record that is there or one to be made. */
@Path("/api/v1/records/{object}/find-duplicates")
@Tag(name = "Records")
public class DuplicateResource {
  private final Workspace workspace;
  private final CurrentCaller caller;
  private final DuplicateFinder finder;

  DuplicateResource(Workspace workspace, CurrentCaller caller, DuplicateFinder finder) {
    this.workspace = workspace;
    this.caller = caller;
    this.finder = finder;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "{id} of a record, or {record: {…}} with values, or the values themselves")
  public Uni<byte[]> find(@RestPath String object, byte[] body) {
    ObjectNode request = RequestJson.object(body);
    return workspace.read(
        caller.require(),
        work -> {
          ObjectModel model = work.object(object);
          work.require(model, ObjectPermission.READ);
          List<DuplicateMatcher> matchers = readable(work, model);
          return probe(work, model, request)
              .call(() -> finder.ready(work, model, matchers))
              .chain(probe -> finder.find(work, model, matchers, List.of(probe)))
              .chain(found -> Duplicates.visible(work, model, found))
              .chain(
                  found ->
                      answer(
                          work,
                          model,
                          matchers,
                          found.values().stream().findFirst().orElse(List.of()).stream()
                              .filter(duplicates -> !duplicates.records().isEmpty())
                              .toList()));
        });
  }

  /** A rule over a field that the caller may not read would tell what the field holds. */
  private static List<DuplicateMatcher> readable(Work work, ObjectModel object) {
    return DuplicateMatcher.of(object).stream()
        .filter(
            matcher ->
                matcher.fields().stream().allMatch(field -> work.access().canRead(object, field)))
        .toList();
  }

  private static Uni<Probe> probe(Work work, ObjectModel object, ObjectNode request) {
    if (request.has(SystemFields.ID)) {
      RequestJson.refuseUnknown(request, Set.of(SystemFields.ID));
      UUID id = FieldCoercion.parseId(RequestJson.requiredText(request, SystemFields.ID));
      if (id == null) {
        throw PlatformException.notFound();
      }
      return Reached.require(work, object, id)
          .chain(() -> stored(work, object, List.of(id)))
          .map(
              records -> {
                StoredRecord record = records.get(id);
                if (record == null) {
                  throw PlatformException.notFound();
                }
                return new Probe(id, record::value);
              });
    }
    ObjectNode values = request;
    String pointer = "";
    if (request.get("record") instanceof ObjectNode nested && object.field("record").isEmpty()) {
      RequestJson.refuseUnknown(request, Set.of("record"));
      values = nested;
      pointer = "/record";
    }
    Draft draft = Draft.insert(0, object, new UUID(0, 0));
    new DraftReader(object, new Asking(work.access())).read(values, draft);
    if (draft.isRefused()) {
      String prefix = pointer;
      throw PlatformException.invalid(
          draft.violations().stream().map(violation -> violation.under(prefix)).toList());
    }
    return Uni.createFrom().item(new Probe(draft.id(), draft::value));
  }

  /** Values to compare are not written: whoever may read a field may ask with it. */
  private record Asking(Access access) implements Access {
    @Override
    public boolean can(ObjectModel object, ObjectPermission permission) {
      return access.can(object, permission);
    }

    @Override
    public boolean canRead(ObjectModel object, FieldModel field) {
      return access.canRead(object, field);
    }

    @Override
    public boolean canEdit(ObjectModel object, FieldModel field) {
      return access.canRead(object, field);
    }

    @Override
    public boolean has(SystemPermission permission) {
      return access.has(permission);
    }

    @Override
    public boolean canOpenApp(String app) {
      return access.canOpenApp(app);
    }
  }

  private static Uni<Map<UUID, StoredRecord>> stored(
      Work work, ObjectModel object, Collection<UUID> ids) {
    RecordStatements statements = RecordStatements.of(object);
    FieldModel idField = object.require(SystemFields.ID);
    return work.tx()
        .send(statements.selectMany(work.tenantId(), ids))
        .map(
            rows -> {
              var records = new HashMap<UUID, StoredRecord>();
              for (Row row : rows) {
                StoredRecord record = statements.layout().decode(row, 0);
                records.put(record.id(idField), record);
              }
              return records;
            });
  }

  private static Uni<byte[]> answer(
      Work work, ObjectModel object, List<DuplicateMatcher> asked, List<Duplicates> found) {
    var ids = new LinkedHashSet<UUID>();
    found.forEach(duplicates -> ids.addAll(duplicates.records()));
    if (ids.isEmpty()) {
      return Uni.createFrom().item(json(asked, found, Map.of()));
    }
    FieldModel nameField = object.require(SearchDocument.nameField(object));
    boolean isNamed = work.access().canRead(object, nameField);
    return stored(work, object, ids)
        .map(
            records -> {
              var names = new HashMap<UUID, @Nullable String>();
              records.forEach(
                  (id, record) ->
                      names.put(
                          id,
                          isNamed && record.value(nameField) instanceof String name ? name : null));
              return json(asked, found, names);
            });
  }

  /** Without a rule nothing was looked for, which is not the same as nothing found. */
  private static byte[] json(
      List<DuplicateMatcher> asked, List<Duplicates> found, Map<UUID, @Nullable String> names) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("rules");
          for (DuplicateMatcher matcher : asked) {
            json.writeString(matcher.name());
          }
          json.writeEndArray();
          json.writeArrayFieldStart("duplicates");
          for (Duplicates duplicates : found) {
            json.writeStartObject();
            json.writeStringField("rule", duplicates.matcher().name());
            json.writeStringField(
                "mode", duplicates.matcher().rule().isStrict() ? "strict" : "warning");
            json.writeArrayFieldStart("records");
            for (UUID id : duplicates.records()) {
              json.writeStartObject();
              json.writeStringField("id", id.toString());
              json.writeStringField("name", names.get(id));
              json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
