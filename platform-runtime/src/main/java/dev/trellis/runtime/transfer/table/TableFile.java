package dev.trellis.runtime.transfer.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file on disk that should hold a table: says which kind and shape it has, and opens it. */
public record TableFile(Path path, TableShape shape, TableLimits limits) {
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] OLE2 = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};
  private static final List<byte[]> OTHERS =
      List.of(
          new byte[] {'%', 'P', 'D', 'F'},
          new byte[] {(byte) 0x89, 'P', 'N', 'G'},
          new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
          new byte[] {'G', 'I', 'F', '8'},
          new byte[] {0x1f, (byte) 0x8b},
          new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf},
          new byte[] {'R', 'a', 'r', '!'},
          new byte[] {0x7f, 'E', 'L', 'F'});

  /**
   * Looks at the content, never at the name.
   *
   * @throws TableException when it is no table that we read, or more than the limits allow
   */
  public static TableFile inspect(Path path, TableOptions options, TableLimits limits) {
    byte[] start = start(path);
    if (start.length == 0) {
      throw TableException.of("file_empty");
    }
    if (startsWith(start, ZIP)) {
      try (var archive = XlsxArchive.open(path, limits)) {
        archive.check();
        String sheet = archive.workbook().sheet(options.sheet()).name();
        var shape = new TableShape(TableFormat.XLSX, null, sheet, options.hasHeader(), true);
        return new TableFile(path, shape, limits);
      }
    }
    if (startsWith(start, OLE2)) {
      throw TableException.of("old_excel_file");
    }
    if (OTHERS.stream().anyMatch(magic -> startsWith(start, magic))) {
      throw TableException.of("not_a_table");
    }
    var shape =
        new TableShape(
            TableFormat.CSV,
            dialect(path, options),
            null,
            options.hasHeader(),
            options.fillsShortRows());
    return new TableFile(path, shape, limits);
  }

  private static Dialect dialect(Path path, TableOptions options) {
    Encoding.Found encoding;
    if (options.encoding() == null || options.encoding().equalsIgnoreCase("auto")) {
      encoding = Encoding.detect(path);
    } else {
      Charset charset =
          Encoding.named(options.encoding())
              .orElseThrow(
                  () -> TableException.of("unknown_encoding", "encoding", options.encoding()));
      encoding = new Encoding.Found(charset, Encoding.bomBytes(path, charset));
    }
    return DialectDetector.detect(
        path, encoding, single(options.separator()), single(options.quote()));
  }

  /** One character, or the name of one. */
  private static @Nullable Character single(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    String named = text.equalsIgnoreCase("tab") || text.equals("\\t") ? "\t" : text;
    if (named.length() != 1
        || named.charAt(0) == '\n'
        || named.charAt(0) == '\r'
        || named.charAt(0) == 0) {
      throw TableException.of("one_character_expected", "value", text);
    }
    return named.charAt(0);
  }

  /** From the first row. Blocks. */
  public Table open() {
    return switch (shape.format()) {
      case CSV -> new CsvTable(path, shape, Objects.requireNonNull(shape.dialect()), limits);
      case XLSX -> XlsxTable.open(path, shape, limits);
    };
  }

  /** Names of the sheets of a workbook, in order; empty for CSV. */
  public List<String> sheets() {
    if (shape.format() == TableFormat.CSV) {
      return List.of();
    }
    try (var archive = XlsxArchive.open(path, limits)) {
      return archive.workbook().sheets().stream().map(XlsxWorkbook.Sheet::name).toList();
    }
  }

  private static byte[] start(Path path) {
    try (var in = Files.newInputStream(path)) {
      return in.readNBytes(8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }
}
