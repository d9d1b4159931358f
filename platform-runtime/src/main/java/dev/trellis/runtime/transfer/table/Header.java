package dev.trellis.runtime.transfer.table;

import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The names of the columns, unique: a second {@code email} becomes {@code email (2)}, a blank one
 * {@code Column 3}.
 *
 * @param warnings the names that had to be changed
 */
public record Header(List<String> names, List<Violation> warnings) {
  static final int MAX_NAME = 200;

  public Header {
    names = List.copyOf(names);
    warnings = List.copyOf(warnings);
  }

  static Header of(List<Cell> cells) {
    int width = cells.size();
    while (width > 0 && cells.get(width - 1).isBlank()) {
      width--;
    }
    var taken = new HashSet<String>();
    for (Cell cell : cells.subList(0, width)) {
      taken.add(clean(cell).toLowerCase(Locale.ROOT));
    }
    var names = new ArrayList<String>();
    var seen = new HashSet<String>();
    var warnings = new ArrayList<Violation>();
    for (int i = 0; i < width; i++) {
      String written = clean(cells.get(i));
      String name = written.isEmpty() ? "Column " + (i + 1) : written;
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        int n = 2;
        while (taken.contains((name + " (" + n + ")").toLowerCase(Locale.ROOT))) {
          n++;
        }
        name = name + " (" + n + ")";
        taken.add(name.toLowerCase(Locale.ROOT));
        seen.add(name.toLowerCase(Locale.ROOT));
        warnings.add(
            Violation.of("/columns/" + i, "duplicate_header", "header", written, "name", name));
      } else if (written.isEmpty()) {
        warnings.add(Violation.of("/columns/" + i, "blank_header", "name", name));
      }
      names.add(name);
    }
    return new Header(names, warnings);
  }

  /** Names for a file that starts with data. */
  static Header numbered(int width) {
    var names = new ArrayList<String>();
    for (int i = 1; i <= width; i++) {
      names.add("Column " + i);
    }
    return new Header(names, List.of());
  }

  public int width() {
    return names.size();
  }

  /**
   * The column with this name: as written, else without regard to case and white space around it.
   */
  public OptionalInt column(String name) {
    int exact = names.indexOf(name);
    if (exact >= 0) {
      return OptionalInt.of(exact);
    }
    String wanted = Cell.written(name).trimmed();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(wanted)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static String clean(Cell cell) {
    String text = cell.trimmed().replace("\0", "").replaceAll("\\s+", " ");
    return text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME);
  }
}
