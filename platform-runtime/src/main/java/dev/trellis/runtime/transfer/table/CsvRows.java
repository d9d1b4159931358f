package dev.trellis.runtime.transfer.table;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits CSV text into rows (RFC 4180), and gets over what is not allowed there: line ends of all
 * kinds within one file, text before and after quotes, a quote that is never closed, fields of any
 * length. Our own because no library at hand can go on after a field that is too long: it fails one
 * row here, not the file.
 */
final class CsvRows implements AutoCloseable {
  /** Stands for bytes that are no characters; never a character itself. */
  static final char UNDECODABLE = '\uffff';

  /** More cells than this are counted but not kept. */
  private static final int MAX_CELLS = 16_384;

  /** More characters than this in one row, and its further cells are too long. */
  private static final int MAX_ROW = 16 << 20;

  /**
   * @param cellCount how many cells there were, of which {@code cells} holds the first
   * @param isUnclosed whether the file ended within quotes
   */
  record Raw(long line, List<Cell> cells, int cellCount, boolean isUnclosed) {
    /** A line without a character, or spaces only. */
    boolean isBlank() {
      return cells.stream().allMatch(Cell::isBlank);
    }
  }

  private final Reader reader;
  private final char separator;
  private final char quote;
  private final int maxCell;
  private final char[] buffer = new char[32 << 10];
  private int position;
  private int limit;
  private long line = 1;

  private char[] cell = new char[256];
  private int cellLength;
  private boolean isCut;
  private int rowLength;

  CsvRows(Reader reader, char separator, char quote, int maxCell) {
    this.reader = reader;
    this.separator = separator;
    this.quote = quote;
    this.maxCell = maxCell;
  }

  /** The next row, blank ones included; null at the end. */
  @Nullable Raw next() {
    int c = read();
    if (c < 0) {
      return null;
    }
    long start = line;
    var cells = new ArrayList<Cell>();
    int count = 0;
    rowLength = 0;
    while (true) {
      clear();
      while (c == ' ' && separator != ' ') {
        append(' ');
        c = read();
      }
      boolean isUnclosed = false;
      if (c == quote) {
        clear();
        isUnclosed = !readQuoted();
        c = read();
      }
      c = readPlain(c);
      if (count++ < MAX_CELLS) {
        cells.add(cell());
      }
      if (c != separator) {
        if (c == '\r' && peek() == '\n') {
          read();
        }
        line++;
        return new Raw(start, cells, count, isUnclosed);
      }
      c = read();
    }
  }

  /** Up to the closing quote; false when the file ends before it. */
  private boolean readQuoted() {
    while (true) {
      int from = position;
      int to = from;
      while (to < limit && buffer[to] != quote) {
        if (buffer[to] == '\n'
            || buffer[to] == '\r' && !(to + 1 < limit && buffer[to + 1] == '\n')) {
          line++;
        }
        to++;
      }
      append(buffer, from, to);
      position = to;
      int c = read();
      if (c < 0) {
        return false;
      }
      if (c != quote) {
        // The buffer was filled again and this is its first character.
        position--;
      } else if (peek() == quote) {
        read();
        append(quote);
      } else {
        return true;
      }
    }
  }

  /** From {@code c} up to the separator, the end of the line or of the file, which it returns. */
  private int readPlain(int c) {
    while (c >= 0 && c != separator && c != '\n' && c != '\r') {
      append((char) c);
      int from = position;
      int to = from;
      while (to < limit) {
        char next = buffer[to];
        if (next == separator || next == '\n' || next == '\r') {
          break;
        }
        to++;
      }
      append(buffer, from, to);
      position = to;
      c = read();
    }
    return c;
  }

  private int read() {
    return position < limit || fill() ? buffer[position++] : -1;
  }

  private int peek() {
    return position < limit || fill() ? buffer[position] : -1;
  }

  private boolean fill() {
    try {
      int read = reader.read(buffer, 0, buffer.length);
      position = 0;
      limit = Math.max(read, 0);
      return read > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void clear() {
    cellLength = 0;
    isCut = false;
  }

  private void append(char c) {
    if (room(1) == 1) {
      cell[cellLength++] = c;
    }
  }

  private void append(char[] from, int start, int end) {
    int length = room(end - start);
    System.arraycopy(from, start, cell, cellLength, length);
    cellLength += length;
  }

  private int room(int wanted) {
    int granted = Math.min(wanted, Math.min(maxCell - cellLength, MAX_ROW - rowLength));
    rowLength += granted;
    isCut |= granted < wanted;
    if (cellLength + granted > cell.length) {
      cell =
          Arrays.copyOf(cell, Math.min(maxCell, Math.max(cell.length * 2, cellLength + granted)));
    }
    return granted;
  }

  private Cell cell() {
    if (cellLength == 0 && !isCut) {
      return Cell.BLANK;
    }
    String text = new String(cell, 0, cellLength);
    if (isCut) {
      return new Cell(text.substring(0, Math.min(text.length(), 1_000)), Cell.Form.TOO_LONG);
    }
    if (text.indexOf('\0') >= 0) {
      return new Cell(text, Cell.Form.NUL);
    }
    if (text.indexOf(UNDECODABLE) >= 0) {
      return new Cell(text.replace(UNDECODABLE, '\ufffd'), Cell.Form.UNDECODABLE);
    }
    return Cell.written(text);
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
