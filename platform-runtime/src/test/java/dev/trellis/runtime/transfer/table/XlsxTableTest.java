package dev.trellis.runtime.transfer.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XlsxTableTest {
  @TempDir Path folder;

  @Test
  void cellsOfAllTypesComeInThePlatformsSpelling() throws IOException {
    Path path = folder.resolve("types.xlsx");
    try (OutputStream out = Files.newOutputStream(path);
        var book = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("Daten");
      String[] header = {
        "text", "number", "date", "datetime", "flag", "percent", "clock", "inline"
      };
      for (int c = 0; c < header.length; c++) {
        sheet.value(0, c, header[c]);
      }
      sheet.value(2, 0, "速阳");
      sheet.value(2, 1, new BigDecimal("1234.50"));
      sheet.value(2, 2, LocalDate.of(2024, 2, 29));
      sheet.style(2, 2).format("yyyy-MM-dd").set();
      sheet.value(2, 3, LocalDateTime.of(2024, 3, 5, 14, 30, 15));
      sheet.style(2, 3).format("dd/mm/yyyy hh:mm").set();
      sheet.value(2, 4, true);
      sheet.value(2, 5, 0.45);
      sheet.style(2, 5).format("0.0%").set();
      sheet.value(2, 6, 0.40625);
      sheet.style(2, 6).format("hh:mm").set();
      sheet.inlineString(2, 7, "in line");
    }
    Row row = read(inspect(path)).getFirst();
    assertThat(row.line()).isEqualTo(3);
    assertThat(row.cells())
        .containsExactly(
            Cell.written("速阳"),
            Cell.exact("1234.5"),
            Cell.exact("2024-02-29"),
            Cell.exact("2024-03-05T14:30:15"),
            Cell.exact("true"),
            Cell.exact("45%"),
            Cell.exact("09:45:00"),
            Cell.written("in line"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.30000000000000004, '', 0.3",
    "1E3, '', 1000",
    "12345678901234567890, '', 12345678901234567890",
    "1e999999999, '', 1e999999999",
    "45356, yyyy-mm-dd, 2024-03-05",
    "1, yyyy-mm-dd, 1900-01-01",
    "59, d.m.yy, 1900-02-28",
    "61, d.m.yy, 1900-03-01",
    "45356.999999999, yyyy-mm-dd, 2024-03-06",
    "1.5, [h]:mm, 36:00:00",
    "0.07, 0%, 7%",
    "5, '0.00\" days\"', 5",
    "5, '[Red]#,##0.00', 5",
    "3, General, 3",
    "-4, yyyy-mm-dd, -4"
  })
  void numbersAreWhatTheirFormatSays(String raw, String code, String expected) {
    assertThat(NumberFormat.of("164", code.isEmpty() ? null : code).render(raw, false))
        .isEqualTo(expected);
  }

  @Test
  void richTextPhoneticsErrorsAndUncalculatedFormulasAreRead() throws IOException {
    Path path =
        workbook(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>b</t></is></c><c r="C1" t="str"><v>c</v></c></row>
            <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2"><f>SUM(A1)</f></c></row>
            <row r="3"><c r="C3"><f>1+1</f><v>2</v></c></row>
            """,
            "<si><t>a</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r><rPh sb=\"0\" eb=\"1\"><t>PHON</t></rPh></si>");
    List<Row> rows = read(inspect(path));
    assertThat(rows.getFirst().cells())
        .containsExactly(
            Cell.written("rich text"),
            new Cell("#DIV/0!", Cell.Form.NO_VALUE),
            new Cell("=", Cell.Form.NO_VALUE));
    assertThat(rows.get(1).cells()).containsExactly(Cell.BLANK, Cell.BLANK, Cell.exact("2"));
  }

  @Test
  void hiddenSheetsAreNotTheFirstChoiceAndSheetsAreFoundByName() throws IOException {
    Path path = folder.resolve("sheets.xlsx");
    try (OutputStream out = Files.newOutputStream(path);
        var book = new Workbook(out, "test", "1.0")) {
      Worksheet hidden = book.newWorksheet("Hidden");
      hidden.setVisibilityState(org.dhatim.fastexcel.VisibilityState.HIDDEN);
      hidden.value(0, 0, "h");
      hidden.finish();
      Worksheet first = book.newWorksheet("First");
      first.value(0, 0, "f");
      first.finish();
      Worksheet second = book.newWorksheet("第二");
      second.value(0, 0, "s");
      second.finish();
    }
    assertThat(inspect(path).shape().sheet()).isEqualTo("First");
    var options = new TableOptions(null, null, null, "第二", true, false);
    try (Table table = TableFile.inspect(path, options, TableLimits.DEFAULT).open()) {
      assertThat(table.header().names()).containsExactly("s");
    }
    assertRefused(
        path,
        new TableOptions(null, null, null, "none", true, false),
        TableLimits.DEFAULT,
        "unknown_sheet");
  }

  @Test
  void zipBombsAreRefused() throws IOException {
    String zeros = "<row><c><v>0</v></c></row>".repeat(1_000_000);
    assertRefused(
        workbook(zeros, "<si><t>a</t></si>"), TableOptions.NONE, TableLimits.DEFAULT, "zip_bomb");
    String text = "<si><t>" + "A".repeat(20_000_000) + "</t></si>";
    assertRefused(
        workbook("<row><c t=\"s\"><v>0</v></c></row>", text),
        TableOptions.NONE,
        TableLimits.DEFAULT,
        "zip_bomb");
    var small = new TableLimits(100, 1_000, 5_000, 10_000, 1_000, 1_000_000, 5_000);
    assertRefused(workbook("<row/>".repeat(2_000), ""), TableOptions.NONE, small, "zip_bomb");
    assertRefused(
        workbook("<row/>", "<si><t>abc</t></si>".repeat(300)),
        TableOptions.NONE,
        small,
        "zip_bomb");
    var parts = new LinkedHashMap<String, byte[]>();
    for (int i = 0; i < 6_000; i++) {
      parts.put("xl/media/" + i, new byte[0]);
    }
    assertRefused(zip(parts), TableOptions.NONE, TableLimits.DEFAULT, "zip_bomb");
  }

  @Test
  void hostileSheetsAreRefusedAtOnce() throws IOException {
    String header = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row>";
    assertUnreadable(
        workbook("<row r=\"1\"><c r=\"ZZZZZZZ1\"><v>1</v></c></row>", ""), "broken_workbook");
    assertUnreadable(
        workbook(header + "<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>", ""), "too_many_columns");
    assertUnreadable(
        workbook(header + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>99</v></c></row>", ""),
        "broken_workbook");
    assertUnreadable(workbook("<a>".repeat(100_000), ""), "broken_workbook");
    assertUnreadable(workbook(header + "<row><c><v>1", ""), "broken_workbook");
    Path laughs =
        workbook(
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
            "<row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row>",
            "");
    assertUnreadable(laughs, "broken_workbook");
    Path external =
        workbook(
            "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
            "<row><c t=\"inlineStr\"><is><t>&a;</t></is></c></row>",
            "");
    assertUnreadable(external, "broken_workbook");
  }

  @Test
  void cellThatIsTooLongFailsItsRowOnly() throws IOException {
    var limits = new TableLimits(100, 2_000, 100, 1 << 20, 1_000, 1 << 20, 1 << 20);
    Path path =
        workbook(
            "<row><c t=\"inlineStr\"><is><t>a</t></is></c></row><row><c t=\"inlineStr\"><is><t>"
                + "x".repeat(5_000)
                + "</t></is></c></row><row><c t=\"s\"><v>0</v></c></row><row><c><v>1</v></c></row>",
            "<si><t>" + "y".repeat(5_000) + "</t></si>");
    List<Row> rows = read(TableFile.inspect(path, TableOptions.NONE, limits));
    assertThat(rows)
        .extracting(row -> row.cells().getFirst().form())
        .containsExactly(Cell.Form.TOO_LONG, Cell.Form.TOO_LONG, Cell.Form.EXACT);
  }

  @Test
  void largeSheetIsReadInSmallMemory() throws IOException {
    Path path = folder.resolve("large.xlsx");
    int rows = 60_000;
    try (OutputStream out = Files.newOutputStream(path);
        var book = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = book.newWorksheet("s");
      for (int r = 0; r <= rows; r++) {
        sheet.value(r, 0, r == 0 ? "id" : "unique text number " + r * 7919L);
        sheet.value(r, 1, r == 0 ? "n" : String.valueOf(r % 10));
        if (r % 1_000 == 0) {
          sheet.flush();
        }
      }
    }
    long seen = 0;
    try (Table table = inspect(path).open()) {
      for (Row row = table.next(); row != null; row = table.next()) {
        seen++;
        assertThat(row.cells().getFirst().text())
            .isEqualTo("unique text number " + row.number() * 7919L);
      }
    }
    assertThat(seen).isEqualTo(rows);
    try (var files = Files.list(folder)) {
      assertThat(files.map(p -> p.getFileName().toString()))
          .noneMatch(name -> name.startsWith("strings"));
    }
  }

  private static TableFile inspect(Path path) {
    return TableFile.inspect(path, TableOptions.NONE, TableLimits.DEFAULT);
  }

  private static List<Row> read(TableFile file) {
    var rows = new ArrayList<Row>();
    try (Table table = file.open()) {
      for (Row row = table.next(); row != null; row = table.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static void assertRefused(
      Path path, TableOptions options, TableLimits limits, String code) {
    assertThatThrownBy(() -> TableFile.inspect(path, options, limits))
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.violation().code()).isEqualTo(code));
  }

  private static void assertUnreadable(Path path, String code) {
    assertThatThrownBy(() -> read(inspect(path)))
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.violation().code()).isEqualTo(code));
  }

  private Path workbook(String rows, String strings) throws IOException {
    return workbook("", rows, strings);
  }

  private Path workbook(String prolog, String rows, String strings) throws IOException {
    String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    var parts = new LinkedHashMap<String, byte[]>();
    parts.put(
        "xl/workbook.xml",
        ("<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")
            .formatted(main, relations)
            .getBytes(UTF_8));
    parts.put(
        "xl/_rels/workbook.xml.rels",
        ("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + "<Relationship Id=\"rId1\" Type=\"%s/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")
            .formatted(relations)
            .getBytes(UTF_8));
    parts.put(
        "xl/sharedStrings.xml",
        ("<sst xmlns=\"" + main + "\">" + strings + "</sst>").getBytes(UTF_8));
    parts.put(
        "xl/worksheets/sheet1.xml",
        (prolog
                + "<worksheet xmlns=\""
                + main
                + "\"><sheetData>"
                + rows
                + "</sheetData></worksheet>")
            .getBytes(UTF_8));
    return zip(parts);
  }

  private Path zip(Map<String, byte[]> parts) throws IOException {
    Path path = Files.createTempFile(folder, "book", ".xlsx");
    try (var zip = new ZipOutputStream(Files.newOutputStream(path))) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return path;
  }
}
