package dev.trellis.runtime.transfer.mapping;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.runtime.transfer.value.CellReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the cells of one column go.
 *
 * @param column position in the file
 * @param field the field that is set
 * @param part the key field of a reference, or the part of an address; null for the field itself
 * @param reader reads the cells, for the field or for the key
 * @param replace texts to be taken for others
 */
record ColumnTarget(
    int column,
    String header,
    FieldModel field,
    @Nullable String part,
    CellReader reader,
    Map<String, String> replace) {}
