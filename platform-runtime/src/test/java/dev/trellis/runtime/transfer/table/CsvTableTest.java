package dev.trellis.runtime.transfer.table;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.sdk.error.Violation;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Charset LATIN_1 = Charset.forName("windows-1252");
  private static final String CHINESE = "公司,行业,联系人\n速阳科技,软件,苏大洋\n华东贸易有限公司,零售,王小明\n";

  @TempDir Path folder;

  @Test
  void utf8WithAndWithoutMarkIsRead() throws IOException {
    assertThat(texts(file(CHINESE.getBytes(UTF_8))))
        .isEqualTo(rows("速阳科技|软件|苏大洋", "华东贸易有限公司|零售|王小明"));
    TableFile marked = file(("\ufeff" + CHINESE).getBytes(UTF_8));
    assertThat(header(marked)).containsExactly("公司", "行业", "联系人");
    assertThat(dialect(marked).encoding()).isEqualTo("utf-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {CHINESE, "name,city\nAnna,Paris\nBob,Rome\n", "名,数\n甲,1\n一,2\n"})
  void utf16IsRecognisedByItsZeros(String text) throws IOException {
    assertThat(dialect(file(text.getBytes(UTF_16LE))).charset()).isEqualTo(UTF_16LE);
    assertThat(dialect(file(text.getBytes(UTF_16BE))).charset()).isEqualTo(UTF_16BE);
    TableFile marked = file(("\ufeff" + text).getBytes(UTF_16LE));
    assertThat(dialect(marked).charset()).isEqualTo(UTF_16LE);
    assertThat(texts(marked)).isEqualTo(texts(file(text.getBytes(UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CHINESE,
        "name,city\nAcme,北京\n",
        "编号,备注\n1,“好的”，谢谢！（已付款）\n",
        "name,note\nA,㐀𠀀 rare but 中文 around 客户 联系\n"
      })
  void gb18030IsRecognised(String text) throws IOException {
    TableFile file = file(text.getBytes(GB18030));
    assertThat(dialect(file).charset()).isEqualTo(GB18030);
    assertThat(texts(file)).isEqualTo(texts(file(text.getBytes(UTF_8))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name,city\nJosé,Málaga\nFrançois,Orléans\n",
        "Name;Straße\nMüller;Königsstraße 5\nÄÖÜ;ÄÖÜSS\n",
        "n,p\nCaf\u00e9 \u2014 bar,5 \u20ac\n",
        "nimi,kaupunki\nPääkkönen,Jyväskylä\nMäättä,Ääniö\n"
      })
  void latin1IsRecognised(String text) throws IOException {
    TableFile file = file(text.getBytes(LATIN_1));
    assertThat(dialect(file).encoding()).isEqualTo("latin-1");
    assertThat(texts(file)).isEqualTo(texts(file(text.getBytes(UTF_8))));
  }

  @Test
  void firstAccentFarDownStillCounts() throws IOException {
    String text = "a,b\n" + "plain,row\n".repeat(100_000) + "late,é\n";
    assertThat(dialect(file(text.getBytes(LATIN_1))).encoding()).isEqualTo("latin-1");
    assertThat(dialect(file(text.getBytes(UTF_8))).encoding()).isEqualTo("utf-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a,b,c\\n1,2,3~,",
        "a;b;c\\n1,5;2,5;3~;",
        "a\\tb\\n1\\t2~\\t",
        "a|b|c\\n1|2,0|3~|",
        "only\\none~,"
      })
  void separatorIsFound(String text, String separator) throws IOException {
    TableFile file = file(text.replace("\\n", "\n").replace("\\t", "\t").getBytes(UTF_8));
    assertThat(dialect(file).separator())
        .isEqualTo(separator.equals("\\t") ? '\t' : separator.charAt(0));
  }

  @Test
  void separatorInsideQuotesDoesNotCount() throws IOException {
    TableFile file = file("name;note\n\"a, b, c\";x\n\"d, e, f\";y\n\"g;h\";z\n".getBytes(UTF_8));
    assertThat(texts(file)).isEqualTo(rows("a, b, c|x", "d, e, f|y", "g;h|z"));
  }

  @Test
  void singleQuotesAreFoundAndApostrophesAreLeftAlone() throws IOException {
    assertThat(texts(file("a,b\n'x, y',1\n'z',2\n'p, q',3\n".getBytes(UTF_8))))
        .isEqualTo(rows("x, y|1", "z|2", "p, q|3"));
    assertThat(texts(file("a,b\n'tis so,1\nit's,2\n".getBytes(UTF_8))))
        .isEqualTo(rows("'tis so|1", "it's|2"));
  }

  @Test
  void lineThatNamesTheSeparatorIsNoHeader() throws IOException {
    TableFile file = file("sep=;\r\na;b\r\n1;2\r\n".getBytes(UTF_8));
    assertThat(header(file)).containsExactly("a", "b");
    assertThat(texts(file)).isEqualTo(rows("1|2"));
  }

  @Test
  void quotesNewlinesAndLineEndsOfAllKindsAreRead() throws IOException {
    TableFile file =
        file(
            "a,b\r\n\"two\r\nlines\",\"say \"\"hi\"\"\"\rx,\"\"\n\"y\" ,z\n p, \"q\""
                .getBytes(UTF_8));
    assertThat(texts(file)).isEqualTo(rows("two\r\nlines|say \"hi\"", "x|", "y |z", " p|q"));
  }

  @Test
  void lineNumbersPointIntoTheFile() throws IOException {
    TableFile file = file("a,b\n\n\"1\n2\n3\",x\n\n,,\n4,y\n".getBytes(UTF_8));
    List<Row> rows = read(file);
    assertThat(rows).extracting(Row::line).containsExactly(3L, 8L);
    assertThat(rows).extracting(Row::number).containsExactly(1L, 2L);
  }

  @Test
  void duplicateAndBlankHeadersAreRenamedAndReported() throws IOException {
    TableFile file = file("email,Email,,email (2),\n1,2,3,4,\n".getBytes(UTF_8));
    try (Table table = file.open()) {
      assertThat(table.header().names())
          .containsExactly("email", "Email (3)", "Column 3", "email (2)");
      assertThat(table.header().warnings())
          .extracting(Violation::code)
          .containsExactly("duplicate_header", "blank_header");
    }
  }

  @Test
  void raggedRowsAreReported() throws IOException {
    TableFile file = file("a,b,c\n1,2\n1,2,3,4\n1,2,3,\n1,2,3\n".getBytes(UTF_8));
    List<Row> rows = read(file);
    assertThat(rows)
        .extracting(row -> row.problems().stream().map(Violation::code).toList())
        .containsExactly(List.of("too_few_cells"), List.of("too_many_cells"), List.of(), List.of());
    assertThat(rows.getFirst().cells()).hasSize(3);
    var lenient = new TableOptions(null, null, null, null, true, true);
    assertThat(
            read(TableFile.inspect(file.path(), lenient, TableLimits.DEFAULT))
                .getFirst()
                .problems())
        .isEmpty();
  }

  @Test
  void nulCharactersAreFlagged() throws IOException {
    Row row = read(file("a,b\nx\0y,ok\n".getBytes(UTF_8))).getFirst();
    assertThat(row.cells())
        .extracting(Cell::form)
        .containsExactly(Cell.Form.NUL, Cell.Form.WRITTEN);
  }

  @Test
  void bytesThatAreNoCharactersInTheGivenEncodingAreFlagged() throws IOException {
    Path path = write("a,b\ncafé,ok\n".getBytes(LATIN_1));
    var options = new TableOptions("utf-8", null, null, null, true, false);
    Row row = read(TableFile.inspect(path, options, TableLimits.DEFAULT)).getFirst();
    assertThat(row.cells().getFirst()).isEqualTo(new Cell("caf\ufffd", Cell.Form.UNDECODABLE));
  }

  @Test
  void fieldThatIsTooLongFailsItsRowOnly() throws IOException {
    String text =
        "a,b\n1," + "x".repeat(3_000_000) + "\n2,\"" + "y\n".repeat(1_000_000) + "\"\n3,ok\n";
    List<Row> rows = read(file(text.getBytes(UTF_8)));
    assertThat(rows)
        .extracting(row -> row.cells().get(1).form())
        .containsExactly(Cell.Form.TOO_LONG, Cell.Form.TOO_LONG, Cell.Form.WRITTEN);
    assertThat(rows.get(2).line()).isEqualTo(1_000_004);
  }

  @Test
  void rowThatIsTooLongFailsAlone() throws IOException {
    String cell = "x".repeat(1 << 20);
    String text =
        "a"
            + ",b".repeat(29)
            + "\n"
            + (cell + ",").repeat(29)
            + cell
            + "\n"
            + "1"
            + ",2".repeat(29)
            + "\n";
    List<Row> rows = read(file(text.getBytes(UTF_8)));
    assertThat(rows).hasSize(2);
    assertThat(rows.getFirst().cells().getLast().form()).isEqualTo(Cell.Form.TOO_LONG);
    assertThat(rows.get(1).cells().getLast().text()).isEqualTo("2");
  }

  @Test
  void quoteThatIsNeverClosedIsReported() throws IOException {
    List<Row> rows = read(file("a,b\n1,ok\n2,\"open\n3,x\n".getBytes(UTF_8)));
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).problems())
        .extracting(Violation::code)
        .containsExactly("unclosed_quote");
  }

  @Test
  void whatIsNoTableIsRefused() throws IOException {
    assertRefused(new byte[0], "file_empty");
    assertRefused("\n\n  \n".getBytes(UTF_8), "file_empty");
    assertRefused("%PDF-1.7 …".getBytes(UTF_8), "not_a_table");
    assertRefused(
        new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 1, 2, 3, 4}, "old_excel_file");
    assertRefused("PK\3\4 but nothing more".getBytes(UTF_8), "broken_workbook");
    assertRefused((",".repeat(5_000) + "x").getBytes(UTF_8), "too_many_columns");
  }

  @Test
  void unknownEncodingIsRefused() throws IOException {
    Path path = write("a,b\n".getBytes(UTF_8));
    var options = new TableOptions("klingon", null, null, null, true, false);
    assertThatThrownBy(() -> TableFile.inspect(path, options, TableLimits.DEFAULT))
        .hasMessageContaining("unknown_encoding");
  }

  /** Whatever is written by the rules comes back, at whatever place buffers end. */
  @Test
  void everyTextSurvivesQuoting() throws IOException {
    var random = new Random(7);
    String alphabet = "ab,\"\n\r; '\t中é𠀀=|";
    int[] points = alphabet.codePoints().toArray();
    for (int round = 0; round < 60; round++) {
      var expected = new ArrayList<List<String>>();
      var text = new StringBuilder("h1,h2,h3\n");
      for (int r = 0; r < 400; r++) {
        var cells = new ArrayList<String>();
        for (int c = 0; c < 3; c++) {
          var cell = new StringBuilder(c == 0 ? "#" : "");
          for (int i = random.nextInt(30 * (1 + round % 3)); i > 0; i--) {
            cell.appendCodePoint(points[random.nextInt(points.length)]);
          }
          cells.add(cell.toString());
        }
        expected.add(cells);
        text.append(
                String.join(
                    ",", cells.stream().map(s -> '"' + s.replace("\"", "\"\"") + '"').toList()))
            .append(round % 2 == 0 ? "\n" : "\r\n");
      }
      Path path = write(text.toString().getBytes(UTF_8));
      var options = new TableOptions("utf-8", ",", "\"", null, true, false);
      assertThat(texts(TableFile.inspect(path, options, TableLimits.DEFAULT))).isEqualTo(expected);
    }
  }

  private void assertRefused(byte[] bytes, String code) throws IOException {
    Path path = write(bytes);
    assertThatThrownBy(
            () -> TableFile.inspect(path, TableOptions.NONE, TableLimits.DEFAULT).open().close())
        .isInstanceOfSatisfying(
            TableException.class, e -> assertThat(e.violation().code()).isEqualTo(code));
  }

  private TableFile file(byte[] bytes) throws IOException {
    return TableFile.inspect(write(bytes), TableOptions.NONE, TableLimits.DEFAULT);
  }

  private Path write(byte[] bytes) throws IOException {
    Path path = Files.createTempFile(folder, "table", ".csv");
    Files.write(path, bytes);
    return path;
  }

  private static Dialect dialect(TableFile file) {
    return Objects.requireNonNull(file.shape().dialect());
  }

  private static List<String> header(TableFile file) {
    try (Table table = file.open()) {
      return table.header().names();
    }
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

  private static List<List<String>> texts(TableFile file) {
    return read(file).stream().map(row -> row.cells().stream().map(Cell::text).toList()).toList();
  }

  private static List<List<String>> rows(String... rows) {
    return Arrays.stream(rows).map(row -> List.of(row.split("\\|", -1))).toList();
  }
}
