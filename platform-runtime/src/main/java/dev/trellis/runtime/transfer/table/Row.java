package dev.trellis.runtime.transfer.table;

import dev.trellis.sdk.error.Violation;
import java.util.List;

/**
 * One row that is not blank, as many cells as the header has or more.
 *
 * @param number position among the rows after the header, from 1; the place an import resumes at
 * @param line where a person finds it: the line of a CSV file it starts on, the row of a sheet
 * @param problems what is wrong with its shape; such a row is refused
 */
public record Row(long number, long line, List<Cell> cells, List<Violation> problems) {}
