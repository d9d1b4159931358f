package dev.trellis.runtime.transfer.table;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The zip file that a workbook is. What it unpacks is counted, never believed: a zip bomb is
 * refused, not filled up on.
 */
final class XlsxArchive implements AutoCloseable {
  static final String SHARED_STRINGS = "xl/sharedStrings.xml";

  private final Path path;
  private final ZipFile zip;
  private final TableLimits limits;
  private @Nullable XlsxWorkbook workbook;

  private XlsxArchive(Path path, ZipFile zip, TableLimits limits) {
    this.path = path;
    this.zip = zip;
    this.limits = limits;
  }

  static XlsxArchive open(Path path, TableLimits limits) {
    try {
      var zip = new ZipFile(path.toFile());
      int entries = zip.size();
      if (entries > limits.archiveEntries()) {
        zip.close();
        throw TableException.of("zip_bomb", "entries", entries, "max", limits.archiveEntries());
      }
      return new XlsxArchive(path, zip, limits);
    } catch (ZipException | IllegalArgumentException e) {
      throw TableException.of("broken_workbook");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Unpacks everything once into nothing, so that a bomb is found before an import starts. */
  void check() {
    long total = 0;
    byte[] sink = new byte[64 << 10];
    for (var entries = zip.entries(); entries.hasMoreElements(); ) {
      ZipEntry entry = entries.nextElement();
      if (entry.isDirectory()) {
        continue;
      }
      try (InputStream in = stream(entry)) {
        for (int read; (read = in.read(sink)) >= 0; ) {
          total += read;
          if (total > limits.archiveBytes()) {
            throw TableException.of("zip_bomb", "bytes", total, "max", limits.archiveBytes());
          }
        }
      } catch (IOException e) {
        throw TableException.of("broken_workbook");
      }
    }
    workbook();
  }

  XlsxWorkbook workbook() {
    if (workbook == null) {
      workbook = XlsxWorkbook.read(this);
    }
    return workbook;
  }

  /** The entry with this name, whatever the case of its letters; null when there is none. */
  @Nullable InputStream find(String name) {
    String plain = name.startsWith("/") ? name.substring(1) : name;
    ZipEntry entry = zip.getEntry(plain);
    if (entry == null) {
      entry =
          zip.stream()
              .filter(e -> e.getName().replace('\\', '/').equalsIgnoreCase(plain))
              .findFirst()
              .orElse(null);
    }
    try {
      return entry == null ? null : stream(entry);
    } catch (IOException e) {
      throw TableException.of("broken_workbook");
    }
  }

  InputStream load(String name) {
    InputStream in = find(name);
    if (in == null) {
      throw TableException.of("broken_workbook");
    }
    return in;
  }

  Path path() {
    return path;
  }

  TableLimits limits() {
    return limits;
  }

  private InputStream stream(ZipEntry entry) throws IOException {
    boolean isStrings = entry.getName().toLowerCase(Locale.ROOT).endsWith("sharedstrings.xml");
    long max = isStrings ? limits.sharedStringBytes() : limits.archiveBytes();
    return new Counted(zip.getInputStream(entry), Math.max(entry.getCompressedSize(), 1), max);
  }

  private final class Counted extends FilterInputStream {
    private final long packed;
    private final long max;
    private long count;

    Counted(InputStream in, long packed, long max) {
      super(in);
      this.packed = packed;
      this.max = max;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) {
      count += read;
      if (count > max) {
        throw TableException.of("zip_bomb", "bytes", count, "max", max);
      }
      if (count > limits.ratioFrom() && count / packed > limits.ratio()) {
        throw TableException.of("zip_bomb", "ratio", count / packed, "max", limits.ratio());
      }
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
