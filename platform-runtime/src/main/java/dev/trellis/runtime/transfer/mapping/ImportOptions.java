package dev.trellis.runtime.transfer.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.runtime.transfer.table.TableOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of an import. Field names are checked by {@link Mapping}, the rest by {@link
 * ImportOptionsReader}.
 *
 * @param key the field by which records are matched on updates and upserts; null for the one that
 *     is there
 * @param mapping by column: a field, {@code reference.field}, or {@code address.city}
 * @param replace by column: texts to be taken for others before they are read ({@code GTXPro → GTX
 *     Pro})
 * @param values values for every record, by field, as in a create call
 * @param blanks what a blank cell does to a record that is there
 * @param skipsValidation whether rows are saved past validation rules
 */
public record ImportOptions(
    String object,
    Operation operation,
    @Nullable String key,
    Map<String, String> mapping,
    Map<String, Map<String, String>> replace,
    ObjectNode values,
    TableOptions table,
    @Nullable String dateFormat,
    @Nullable String timeZone,
    @Nullable String decimalSeparator,
    Blanks blanks,
    OnError onError,
    boolean skipsValidation) {
  /** What becomes of each row. */
  public enum Operation {
    INSERT,
    UPDATE,
    UPSERT
  }

  /** A blank cell leaves the value of an existing record alone, or empties it. */
  public enum Blanks {
    KEEP,
    CLEAR
  }

  /** A refused row is left out, or ends the import and undoes what it did. */
  public enum OnError {
    SKIP,
    ABORT
  }

  /** The options as they are kept with the job; {@link ImportOptionsReader} reads them back. */
  public JsonNode json() {
    return ImportOptionsReader.json(this);
  }
}
