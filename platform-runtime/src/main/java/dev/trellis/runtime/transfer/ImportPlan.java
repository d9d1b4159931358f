package dev.trellis.runtime.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.transfer.mapping.ColumnFormat;
import dev.trellis.runtime.transfer.mapping.ImportOptions;
import dev.trellis.runtime.transfer.mapping.ImportOptionsReader;
import dev.trellis.runtime.transfer.table.Dialect;
import dev.trellis.runtime.transfer.table.TableFormat;
import dev.trellis.runtime.transfer.table.TableShape;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** All that it takes to read the file again from any row on, on any node. */
record ImportPlan(
    ImportOptions options, TableShape shape, List<String> header, List<ColumnFormat> formats) {
  ImportPlan {
    header = List.copyOf(header);
    formats = List.copyOf(formats);
  }

  String json() {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.set("options", options.json());
    ObjectNode file = json.putObject("file");
    file.put("format", shape.format().name());
    file.put("sheet", shape.sheet());
    file.put("header", shape.hasHeader());
    file.put("fill", shape.fillsShortRows());
    if (shape.dialect() instanceof Dialect dialect) {
      file.putObject("dialect")
          .put("charset", dialect.charset().name())
          .put("bom", dialect.bomBytes())
          .put("separator", String.valueOf(dialect.separator()))
          .put("quote", String.valueOf(dialect.quote()))
          .put("skip", dialect.skipLines());
    }
    header.forEach(json.putArray("columns")::add);
    var dates = json.putArray("dates");
    var separators = json.putArray("separators");
    for (ColumnFormat format : formats) {
      dates.add(format.datePattern());
      separators.add(String.valueOf(format.decimalSeparator()));
    }
    return Json.write(json);
  }

  static ImportPlan parse(String text) {
    JsonNode json = Json.parse(text);
    JsonNode file = json.get("file");
    JsonNode dialect = file.get("dialect");
    var shape =
        new TableShape(
            TableFormat.valueOf(file.get("format").textValue()),
            dialect == null
                ? null
                : new Dialect(
                    Charset.forName(dialect.get("charset").textValue()),
                    dialect.get("bom").intValue(),
                    dialect.get("separator").textValue().charAt(0),
                    dialect.get("quote").textValue().charAt(0),
                    dialect.get("skip").intValue()),
            file.get("sheet").textValue(),
            file.get("header").booleanValue(),
            file.get("fill").booleanValue());
    var header = new ArrayList<String>();
    json.get("columns").forEach(name -> header.add(name.textValue()));
    var formats = new ArrayList<ColumnFormat>();
    for (int i = 0; i < json.get("dates").size(); i++) {
      formats.add(
          new ColumnFormat(
              json.get("dates").get(i).textValue(),
              json.get("separators").get(i).textValue().charAt(0)));
    }
    return new ImportPlan(
        ImportOptionsReader.read(Json.write(json.get("options"))), shape, header, formats);
  }
}
