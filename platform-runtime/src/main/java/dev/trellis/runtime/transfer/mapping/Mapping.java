package dev.trellis.runtime.transfer.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.value.FieldCoercion;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.transfer.mapping.ImportOptions.Blanks;
import dev.trellis.runtime.transfer.mapping.ImportOptions.Operation;
import dev.trellis.runtime.transfer.table.Cell;
import dev.trellis.runtime.transfer.table.Row;
import dev.trellis.runtime.transfer.value.CellValue;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mapping of an import against one model: makes records of rows. */
public final class Mapping {
  private final ImportOptions options;
  private final ObjectModel object;
  private final @Nullable FieldModel key;
  private final List<ColumnTarget> targets;

  Mapping(
      ImportOptions options,
      ObjectModel object,
      @Nullable FieldModel key,
      List<ColumnTarget> targets) {
    this.options = options;
    this.object = object;
    this.key = key;
    this.targets = List.copyOf(targets);
  }

  public ObjectModel object() {
    return object;
  }

  /** The unique field by which records are matched; empty on inserts, and on updates by id. */
  public Optional<FieldModel> key() {
    return Optional.ofNullable(key);
  }

  /** The fields that the import sets. */
  public List<FieldModel> fields() {
    return targets.stream().map(ColumnTarget::field).distinct().toList();
  }

  /**
   * A record as the pipeline takes it.
   *
   * @param id of the record to change, for updates by id
   * @param violations what is wrong with the row; it is not to be saved then
   */
  public record Input(@Nullable UUID id, ObjectNode fields, List<Violation> violations) {}

  public Input read(Row row) {
    var violations = new ArrayList<>(row.problems());
    ObjectNode fields = Json.MAPPER.createObjectNode();
    options.values().properties().forEach(value -> fields.set(value.getKey(), value.getValue()));
    UUID id = null;
    for (ColumnTarget target : targets) {
      Cell cell = replaced(target, row.cells().get(target.column()));
      if (target.field().name().equals(SystemFields.ID)) {
        id = FieldCoercion.parseId(cell.trimmed());
        if (id == null) {
          violations.add(Violation.of("/id", cell.isBlank() ? "required" : "not_found"));
        }
        continue;
      }
      switch (target.reader().read(cell)) {
        case CellValue.Value(JsonNode json) -> put(fields, target, json);
        case CellValue.Blank _ -> blank(fields, target);
        case CellValue.Refused(Violation violation) ->
            violations.add(violation.under("/" + target.field().name()));
      }
    }
    return new Input(id, fields, violations);
  }

  private static Cell replaced(ColumnTarget target, Cell cell) {
    if (target.replace().isEmpty()) {
      return cell;
    }
    String other = target.replace().get(cell.trimmed());
    return other == null ? cell : Cell.written(other);
  }

  private static void put(ObjectNode fields, ColumnTarget target, JsonNode value) {
    String name = target.field().name();
    if (target.part() == null) {
      fields.set(name, value);
    } else if (target.field().isReference()) {
      fields.set(name, Json.MAPPER.createObjectNode().set(target.part(), value));
    } else {
      ObjectNode whole =
          fields.get(name) instanceof ObjectNode there ? there : fields.putObject(name);
      whole.set(target.part(), value);
    }
  }

  /** On an insert a blank cell leaves the field to its default. */
  private void blank(ObjectNode fields, ColumnTarget target) {
    boolean clears = options.operation() != Operation.INSERT && options.blanks() == Blanks.CLEAR;
    if (clears && target.part() == null || clears && target.field().isReference()) {
      fields.set(target.field().name(), NullNode.getInstance());
    }
  }

  /**
   * Whether this violation may go away once later rows are there: a record that refers to one of
   * its own object.
   */
  public boolean mayResolveLater(Violation violation) {
    return violation.code().equals("reference_not_found")
        && options.operation() != Operation.UPDATE
        && targets.stream()
            .anyMatch(
                target ->
                    violation.pointer().equals("/" + target.field().name())
                        && target.field().type() instanceof FieldType.Reference reference
                        && reference.to().contains(object.name()));
  }

  /**
   * @param formats by column; what is not there is ISO dates and decimal points
   * @throws dev.trellis.sdk.error.PlatformException with everything that does not fit
   */
  public static Mapping compile(
      ImportOptions options,
      List<String> header,
      List<ColumnFormat> formats,
      TenantModel model,
      Access access) {
    return new MappingCompiler(options, header, formats, model, access).compile();
  }
}
