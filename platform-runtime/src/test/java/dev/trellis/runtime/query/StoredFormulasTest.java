package dev.trellis.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.runtime.ApiClient;
import dev.trellis.runtime.ApiClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Random formula fields over stored records: what lists show, which Java works out, is what groups
 * count, which PostgreSQL does; over the record itself and over a reference to it.
 */
@QuarkusTest
class StoredFormulasTest {
  private static final ObjectMapper EXACT =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final int RECORDS = 60;
  private static final int FORMULAS = 90;
  private static final List<String> TYPES =
      List.of("number", "text", "boolean", "date", "datetime", "time");
  private static final String FIELDS =
      """
      {"components": [
        {"kind": "object", "name": "sample", "label": "Sample"},
        {"kind": "field", "name": "sample.n1", "label": "N", "type": "number"},
        {"kind": "field", "name": "sample.n2", "label": "N", "type": "currency", "precision": 16, "scale": 4},
        {"kind": "field", "name": "sample.p", "label": "P", "type": "percent", "precision": 16, "scale": 3},
        {"kind": "field", "name": "sample.t1", "label": "T", "type": "text"},
        {"kind": "field", "name": "sample.t2", "label": "T", "type": "text", "indexed": true},
        {"kind": "field", "name": "sample.b", "label": "B", "type": "boolean"},
        {"kind": "field", "name": "sample.d", "label": "D", "type": "date"},
        {"kind": "field", "name": "sample.m", "label": "M", "type": "datetime"},
        {"kind": "field", "name": "sample.c", "label": "C", "type": "time"},
        {"kind": "field", "name": "sample.choice", "label": "C", "type": "picklist", "values": [{"value": "Won"}, {"value": "Lost"}]},
        {"kind": "field", "name": "sample.choices", "label": "C", "type": "multi_picklist",
         "values": [{"value": "a"}, {"value": "b"}, {"value": "c"}]},
        {"kind": "field", "name": "sample.ratio", "label": "R", "type": "formula", "returns": "number", "expression": "n1 / n2"},
        {"kind": "field", "name": "sample.is_big", "label": "B", "type": "formula", "returns": "boolean", "expression": "ratio > 1"},
        {"kind": "object", "name": "part", "label": "Part"},
        {"kind": "field", "name": "part.sample", "label": "S", "type": "reference", "to": "sample"}
      ]}
      """;

  private final ApiClient client = ApiClient.signUp();
  private final RandomFormulas random = new RandomFormulas(99);

  @Test
  void listsAndGroupsComeToTheSame() throws IOException {
    change(FIELDS);
    List<String> types = defineFormulas();
    insertRecords();
    var differences = new ArrayList<String>();
    int compared = 0;
    for (int i = 0; i < types.size(); i++) {
      compared += compare("sample", "f" + i, types.get(i), differences);
      compared += compare("part", "g" + i, types.get(i), differences);
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(types.size());
  }

  private List<String> defineFormulas() throws IOException {
    ObjectNode changeSet = EXACT.createObjectNode();
    ArrayNode components = changeSet.putArray("components");
    var types = new ArrayList<String>();
    for (int i = 0; i < FORMULAS; i++) {
      String type = TYPES.get(i % TYPES.size());
      types.add(type);
      field(components, "sample.f" + i, type, steady(type, 1 + i % 3))
          .put("blanks", i % 2 == 0 ? "zero" : "null");
      field(components, "part.g" + i, type, "sample.f" + i).put("blanks", "null");
    }
    change(EXACT.writeValueAsString(changeSet));
    return types;
  }

  /** Two requests have two moments. */
  private String steady(String type, int depth) {
    String formula = random.of(type, depth);
    return formula.contains("NOW(") ? steady(type, depth) : formula;
  }

  private static ObjectNode field(ArrayNode to, String name, String type, String expression) {
    ObjectNode field =
        to.addObject()
            .put("kind", "field")
            .put("name", name)
            .put("label", "F")
            .put("type", "formula")
            .put("returns", type)
            .put("expression", expression);
    // Functions of doubles may differ in their last digits.
    return type.equals("number") ? field.put("precision", 38).put("scale", 6) : field;
  }

  /** Rows that do not fit the fields are left out; there are enough of the others. */
  private void insertRecords() throws IOException {
    ObjectNode samples = EXACT.createObjectNode().put("operation", "insert");
    ArrayNode records = samples.putArray("records");
    for (int i = 0; i < RECORDS; i++) {
      records.add(fitting(random.row()).put("name", "s" + i));
    }
    ObjectNode parts = EXACT.createObjectNode().put("operation", "insert");
    ArrayNode ofParts = parts.putArray("records");
    ofParts.addObject().put("name", "without");
    for (JsonNode result : bulk("sample", samples).path("results")) {
      if (result.path("status").asText().equals("created")) {
        ofParts.addObject().put("name", "p").put("sample", result.path("id").asText());
      }
    }
    assertThat(ofParts.size()).isGreaterThan(RECORDS / 4);
    bulk("part", parts);
  }

  private static ObjectNode fitting(ObjectNode row) {
    if (row.has("choices")) {
      ArrayNode choices = EXACT.createArrayNode();
      List.of(row.path("choices").asText().split(";")).forEach(choices::add);
      row.set("choices", choices);
    }
    for (String field : List.of("n1", "n2", "p")) {
      if (row.has(field)) {
        var number = new BigDecimal(row.path(field).asText());
        row.put(field, number.scale() > 3 || number.precision() > 12 ? BigDecimal.TEN : number);
      }
    }
    return row;
  }

  private JsonNode bulk(String object, ObjectNode body) throws IOException {
    Answer answer =
        client.post("/api/v1/records/" + object + "/bulk", EXACT.writeValueAsString(body));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private int compare(String object, String field, String type, List<String> differences)
      throws IOException {
    Answer grouped =
        client.post(
            "/api/v1/query",
            """
            {"from": "%s", "group_by": ["%s"], "limit": 1000, "aggregates": [{"fn": "count", "as": "n"}]}"""
                .formatted(object, field));
    if (grouped.status() == 422) {
      assertThat(grouped.text()).containsAnyOf("formula_too_large_for_database", "not_in_filters");
      return 0;
    }
    Map<String, Integer> counted = new TreeMap<>();
    for (JsonNode row : read(grouped).path("records")) {
      counted.merge(text(row.path(field), type), row.path("n").intValue(), Integer::sum);
    }
    Map<String, Integer> shown = new TreeMap<>();
    Answer listed = client.get("/api/v1/records/" + object + "?limit=1000&fields=" + field);
    for (JsonNode row : read(listed).path("records")) {
      shown.merge(text(row.path(field), type), 1, Integer::sum);
    }
    if (!shown.equals(counted)) {
      JsonNode document = client.get("/api/v1/metadata/field/" + object + "." + field).json();
      differences.add(document.path("expression").asText() + ": " + shown + " " + counted);
    }
    return 1;
  }

  /** A box without a value is not ticked; lists show that a formula for one has no value. */
  private static String text(JsonNode value, String type) {
    if (value.isNull() || value.isMissingNode()) {
      return type.equals("boolean") ? "false" : "null";
    }
    return value.isNumber()
        ? value.decimalValue().stripTrailingZeros().toPlainString()
        : value.asText();
  }

  private static JsonNode read(Answer answer) throws IOException {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return EXACT.readTree(answer.text());
  }

  private void change(String changeSet) {
    Answer answer = client.post("/api/v1/metadata/change-sets", changeSet);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
