package dev.trellis.runtime.transfer.table;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workbook says about its sheets and formats.
 *
 * @param formats what the number format of each cell style makes of a number
 * @param startsIn1904 dates count from 1904 instead of 1900
 */
record XlsxWorkbook(
    List<Sheet> sheets, List<NumberFormat> formats, boolean startsIn1904, String sharedStrings) {
  private static final int MAX_STYLES = 100_000;
  private static final int MAX_SHEETS = 1_000;

  record Sheet(String name, String part, boolean isHidden) {}

  static XlsxWorkbook read(XlsxArchive archive) {
    String main =
        target(relations(archive, "_rels/.rels", ""), "/officeDocument", "xl/workbook.xml");
    String folder = main.contains("/") ? main.substring(0, main.lastIndexOf('/') + 1) : "";
    Map<String, Relation> relations =
        relations(archive, folder + "_rels/" + main.substring(folder.length()) + ".rels", folder);
    var sheets = new ArrayList<Sheet>();
    boolean startsIn1904 = false;
    try (var xml = new Xml(archive.load(main))) {
      while (xml.next()) {
        if (xml.isStart("workbookPr")) {
          String flag = xml.attribute("date1904");
          startsIn1904 = "1".equals(flag) || "true".equals(flag);
        } else if (xml.isStart("sheet") && sheets.size() < MAX_SHEETS) {
          String name = xml.attribute("name");
          String id = xml.relationship("id");
          Relation relation = id == null ? null : relations.get(id);
          if (name != null && relation != null && relation.type().endsWith("/worksheet")) {
            String state = xml.attribute("state");
            sheets.add(
                new Sheet(name, relation.target(), state != null && !state.equals("visible")));
          }
        }
      }
    }
    if (sheets.isEmpty()) {
      throw TableException.of("broken_workbook");
    }
    return new XlsxWorkbook(
        List.copyOf(sheets),
        formats(archive, target(relations, "/styles", folder + "styles.xml")),
        startsIn1904,
        target(relations, "/sharedStrings", folder + "sharedStrings.xml"));
  }

  /** The sheet of that name, else the first that can be seen. */
  Sheet sheet(@Nullable String name) {
    if (name == null) {
      return sheets.stream()
          .filter(sheet -> !sheet.isHidden())
          .findFirst()
          .orElse(sheets.getFirst());
    }
    return sheets.stream()
        .filter(sheet -> sheet.name().equalsIgnoreCase(name.strip()))
        .findFirst()
        .orElseThrow(() -> TableException.of("unknown_sheet", "sheet", name));
  }

  NumberFormat format(@Nullable String style) {
    if (style == null) {
      return NumberFormat.PLAIN;
    }
    try {
      int index = Integer.parseInt(style);
      return index >= 0 && index < formats.size() ? formats.get(index) : NumberFormat.PLAIN;
    } catch (NumberFormatException e) {
      return NumberFormat.PLAIN;
    }
  }

  private record Relation(String type, String target) {}

  private static Map<String, Relation> relations(XlsxArchive archive, String part, String folder) {
    var relations = new HashMap<String, Relation>();
    InputStream in = archive.find(part);
    if (in == null) {
      return relations;
    }
    try (var xml = new Xml(in)) {
      while (xml.next() && relations.size() < 10_000) {
        if (xml.isStart("Relationship")) {
          String id = xml.attribute("Id");
          String type = xml.attribute("Type");
          String target = xml.attribute("Target");
          if (id != null && type != null && target != null) {
            relations.put(id, new Relation(type, resolve(folder, target)));
          }
        }
      }
    }
    return relations;
  }

  private static String resolve(String folder, String target) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    return java.net
        .URI
        .create("/")
        .resolve(encoded("/" + folder))
        .resolve(encoded(target))
        .getPath()
        .substring(1);
  }

  private static String encoded(String path) {
    return path.replace(" ", "%20");
  }

  private static String target(Map<String, Relation> relations, String type, String fallback) {
    return relations.values().stream()
        .filter(relation -> relation.type().endsWith(type))
        .map(Relation::target)
        .findFirst()
        .orElse(fallback);
  }

  private static List<NumberFormat> formats(XlsxArchive archive, String part) {
    InputStream in = archive.find(part);
    if (in == null) {
      return List.of();
    }
    var codes = new HashMap<String, String>();
    var formats = new ArrayList<NumberFormat>();
    boolean inCells = false;
    try (var xml = new Xml(in)) {
      while (xml.next() && formats.size() < MAX_STYLES && codes.size() < MAX_STYLES) {
        if (xml.isStart("numFmt")) {
          codes.put(
              String.valueOf(xml.attribute("numFmtId")),
              String.valueOf(xml.attribute("formatCode")));
        } else if (xml.isStart("cellXfs")) {
          inCells = true;
        } else if (xml.isEnd("cellXfs")) {
          inCells = false;
        } else if (inCells && xml.isStart("xf")) {
          String id = String.valueOf(xml.attribute("numFmtId"));
          formats.add(NumberFormat.of(id, codes.get(id)));
        }
      }
    }
    return List.copyOf(formats);
  }
}
