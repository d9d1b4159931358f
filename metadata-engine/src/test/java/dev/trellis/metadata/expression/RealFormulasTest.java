package dev.trellis.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Formulas that people have written, from the corpus beside the project: imported, parsed and
 * checked against fields of the types that their repositories say.
 */
class RealFormulasTest {
  private static final Path CORPUS = Path.of("..", "..", "shared", "conformance", "formula");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What a field may be whose type no repository says; tried in this order. */
  private static final List<ValueType> GUESSES =
      List.of(
          ValueType.TEXT,
          ValueType.PICKLIST,
          ValueType.NUMBER,
          ValueType.DATE,
          ValueType.DATETIME,
          ValueType.BOOLEAN,
          ValueType.REFERENCE,
          ValueType.TIME,
          ValueType.MULTI_PICKLIST);

  /** What does not pass, by its id, and why. */
  private static final Map<String, String> EXCEPTIONS =
      Map.of(
          "aec9e01dc8ac",
          "a default of NOW() for a date: nothing is converted by itself, TODAY() is meant");

  @Test
  void theyMeanSomethingHere() throws IOException {
    Path file = CORPUS.resolve("real_formulas_visible.jsonl");
    assumeTrue(Files.exists(file), "SKIPPED: no corpus at " + CORPUS);
    Map<String, String> failures = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode formula = MAPPER.readTree(line);
      String problem = problem(formula);
      if (problem != null) {
        failures.put(
            formula.get("id").textValue(), problem + " in " + formula.get("formula").textValue());
      }
    }
    assertThat(failures.keySet())
        .as(() -> String.join("\n", failures.values()))
        .isEqualTo(EXCEPTIONS.keySet());
  }

  /** Null when the formula can be imported and is well typed. */
  private static @Nullable String problem(JsonNode formula) {
    var imported =
        SalesforceImport.of(formula.get("formula").textValue(), Map.of(), KnownFields.NONE);
    if (!(imported instanceof Checked.Valid<SalesforceImport.Imported>(var ours))) {
      return imported.toString();
    }
    Checked<Syntax> parsed = Expressions.parse(ours.expression());
    if (!(parsed instanceof Checked.Valid<Syntax>(Syntax tree))) {
      return parsed + " of " + ours.expression();
    }
    Map<String, ValueType> types = declared(formula);
    List<String> open = names(tree).filter(name -> !types.containsKey(name)).distinct().toList();
    return guess(types, open, ours.expression(), result(formula.get("returns").textValue()));
  }

  private static Map<String, ValueType> declared(JsonNode formula) {
    var names = new SalesforceNames(Map.of(), KnownFields.NONE);
    Map<String, ValueType> types = new HashMap<>();
    for (Map.Entry<String, JsonNode> ref : formula.path("refs").properties()) {
      ValueType type = type(ref.getValue().textValue());
      if (type != null) {
        String name = names.translate(List.of(ref.getKey().split("\\.")));
        types.put(name.toLowerCase(Locale.ROOT), type);
      }
    }
    return types;
  }

  private static Stream<String> names(Syntax tree) {
    var names = new ArrayList<String>();
    var open = new ArrayDeque<Syntax>();
    open.push(tree);
    while (!open.isEmpty()) {
      Syntax next = open.pop();
      if (next instanceof Syntax.Path path) {
        names.add(path.text().toLowerCase(Locale.ROOT));
      }
      next.children().forEach(open::push);
    }
    return names.stream();
  }

  private static @Nullable String guess(
      Map<String, ValueType> types, List<String> open, String formula, @Nullable ValueType result) {
    String problem = null;
    for (ValueType first : List.of(ValueType.TEXT, ValueType.DATE)) {
      open.forEach(name -> types.put(name, first));
      problem = improve(types, open, formula, result);
      if (problem == null) {
        return null;
      }
    }
    return problem;
  }

  /** Changes one guess at a time, when that takes the first problem further to the right. */
  private static @Nullable String improve(
      Map<String, ValueType> types, List<String> open, String formula, @Nullable ValueType result) {
    String problem = check(types, formula, result);
    for (int i = 0; problem != null && i < open.size() * 3; i++) {
      String name = open.get(i % open.size());
      for (ValueType type : GUESSES) {
        ValueType before = types.put(name, type);
        String now = check(types, formula, result);
        if (now == null || place(now) > place(problem)) {
          problem = now;
          break;
        }
        types.put(name, before);
      }
    }
    return problem;
  }

  private static int place(String problem) {
    return Integer.parseInt(problem.substring(0, problem.indexOf(' ')));
  }

  private static @Nullable String check(
      Map<String, ValueType> types, String formula, @Nullable ValueType result) {
    return switch (Expressions.checkAnywhere(types, ZoneOffset.UTC, formula, result)) {
      case Checked.Valid<Expression> _ -> null;
      case Checked.Refused<Expression>(var violations) ->
          violations.stream()
              .map(it -> it.params().getOrDefault("position", 0) + " " + it.code() + it.params())
              .collect(Collectors.joining());
    };
  }

  private static @Nullable ValueType result(String metadataType) {
    return type(metadataType.substring(0, 1).toUpperCase(Locale.ROOT) + metadataType.substring(1));
  }

  /** Null for what no repository declares, and for roll-ups: they may be numbers or days. */
  private static @Nullable ValueType type(@Nullable String metadataType) {
    return switch (metadataType) {
      case "Text", "TextArea", "LongTextArea", "Html", "Email", "Phone", "Url", "AutoNumber" ->
          ValueType.TEXT;
      case "String", "EncryptedText" -> ValueType.TEXT;
      case "Number", "Currency", "Percent" -> ValueType.NUMBER;
      case "Checkbox", "Boolean" -> ValueType.BOOLEAN;
      case "Date" -> ValueType.DATE;
      case "DateTime", "Datetime" -> ValueType.DATETIME;
      case "Time" -> ValueType.TIME;
      case "Picklist" -> ValueType.PICKLIST;
      case "MultiselectPicklist" -> ValueType.MULTI_PICKLIST;
      case "Lookup", "MasterDetail", "Hierarchy", "Id" -> ValueType.REFERENCE;
      case "Location" -> ValueType.LOCATION;
      case null, default -> null;
    };
  }
}
