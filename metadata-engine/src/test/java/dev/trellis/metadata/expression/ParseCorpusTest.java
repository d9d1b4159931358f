package dev.trellis.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Trees of the corpus beside the project, against ours of the imported formula: the import keeps
 * the meaning where {@code ^} binds otherwise there.
 */
class ParseCorpusTest {
  private static final Path FILE =
      Path.of("..", "..", "shared", "conformance", "formula", "formula_parse_visible.jsonl");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void everyFormulaIsReadAsTheCorpusSays() throws IOException {
    assumeTrue(Files.exists(FILE), "SKIPPED: no corpus at " + FILE);
    var failures = new ArrayList<String>();
    for (String line : Files.readAllLines(FILE)) {
      JsonNode sample = MAPPER.readTree(line);
      String formula = sample.get("formula").textValue();
      // Names are compared as they are written, so each stands for itself.
      var imported = SalesforceImport.of(formula, Map.of("pickval__c", "pickval__c")).orThrow();
      String tree = shown(Expressions.parse(imported.expression()).orThrow());
      if (!tree.equalsIgnoreCase(sample.get("tree").textValue())) {
        failures.add(formula + " is read as " + tree + ", not " + sample.get("tree"));
      }
    }
    assertThat(failures).isEmpty();
  }

  private static String shown(Syntax syntax) {
    return switch (syntax) {
      case Syntax.TextLiteral(String value, _) ->
          "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
      case Syntax.NumberLiteral(var value, _) -> value.toPlainString();
      case Syntax.BooleanLiteral(boolean value, _) -> Boolean.toString(value);
      case Syntax.NullLiteral _ -> "null";
      case Syntax.Path path -> path.text();
      case Syntax.Unary unary -> list(sign(unary.operator()), List.of(unary.operand()));
      case Syntax.Binary binary ->
          list(binary.operator().symbol(), List.of(binary.left(), binary.right()));
      case Syntax.Call call -> list(call.name().toLowerCase(Locale.ROOT), call.arguments());
    };
  }

  private static String sign(Syntax.UnaryOperator operator) {
    return switch (operator) {
      case PLUS -> "+";
      case MINUS -> "-";
      case NOT -> "!";
    };
  }

  private static String list(String head, List<Syntax> rest) {
    return rest.isEmpty()
        ? head
        : rest.stream()
            .map(ParseCorpusTest::shown)
            .collect(Collectors.joining(" ", "( " + head + " ", " )"));
  }
}
