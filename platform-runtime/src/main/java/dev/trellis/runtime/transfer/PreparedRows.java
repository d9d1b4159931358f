package dev.trellis.runtime.transfer;

import dev.trellis.metadata.record.Draft;
import dev.trellis.runtime.record.SaveInput;
import dev.trellis.runtime.transfer.mapping.Mapping;
import dev.trellis.runtime.transfer.table.Row;
import dev.trellis.runtime.work.View;
import java.util.List;

/**
 * Rows of a file as records that could be saved.
 *
 * @param view what they were made under
 * @param refusals rows that could not be read
 * @param sent the other rows, in the order of their inputs
 * @param drafts of the inputs when they are to be inserted; they change when they are saved, so a
 *     second attempt needs new ones
 */
record PreparedRows(
    View view,
    List<Row> rows,
    Mapping mapping,
    List<ImportJobs.Refusal> refusals,
    List<Row> sent,
    List<SaveInput> inputs,
    List<Draft> drafts) {}
