package dev.trellis.runtime.transfer.table;

/**
 * What a file may ask of us. A file beyond them is refused, a cell beyond its own fails its row.
 *
 * @param columns columns of the header
 * @param cellChars characters of one cell; a quote that is never closed ends here
 * @param archiveEntries files within a workbook
 * @param archiveBytes bytes of a workbook when unpacked
 * @param ratio how many times larger than its packed form an entry may be, once it is larger than
 *     {@code ratioFrom}
 * @param sharedStringBytes bytes of a workbook's table of texts, unpacked
 */
public record TableLimits(
    int columns,
    int cellChars,
    int archiveEntries,
    long archiveBytes,
    int ratio,
    long ratioFrom,
    long sharedStringBytes) {
  public static final TableLimits DEFAULT =
      new TableLimits(2_000, 1 << 20, 5_000, 4L << 30, 150, 4L << 20, 512L << 20);
}
