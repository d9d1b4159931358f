package dev.trellis.runtime.transfer.export;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.query.Output;
import dev.trellis.metadata.query.Reading;
import dev.trellis.sdk.component.FieldType;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of an exported table. What is nested in a record is laid flat: {@code {account: {id,
 * name}}} gives {@code account}, the reference itself, and {@code account.name}.
 *
 * @param header field path, or labels
 */
record ExportColumn(String header, int column, Reading reading) {
  @Nullable Object read(Row row) {
    return reading.read(row, column);
  }

  /**
   * @param withId whether the id that every record carries has a column of its own
   * @param locale for labels; null for names
   */
  static List<ExportColumn> of(
      List<Output> output,
      boolean withId,
      ObjectModel object,
      TenantModel model,
      @Nullable String locale) {
    var columns = new ArrayList<ExportColumn>();
    List<Output> shown =
        withId ? output : output.stream().filter(it -> !it.name().equals("id")).toList();
    add(columns, shown, object, model, locale, "");
    return columns;
  }

  private static void add(
      List<ExportColumn> columns,
      List<Output> output,
      @Nullable ObjectModel object,
      TenantModel model,
      @Nullable String locale,
      String prefix) {
    for (Output member : output) {
      String header = prefix + header(object, member.name(), locale);
      switch (member) {
        case Output.Value value ->
            columns.add(new ExportColumn(header, value.column(), value.reading()));
        case Output.Nested nested -> {
          columns.add(new ExportColumn(header, nested.id(), new Reading.Id()));
          List<Output> members =
              nested.members().stream().filter(it -> !it.name().equals("id")).toList();
          add(
              columns,
              members,
              target(object, nested.name(), model),
              model,
              locale,
              header + (locale == null ? "." : " – "));
        }
      }
    }
  }

  private static String header(@Nullable ObjectModel object, String name, @Nullable String locale) {
    if (locale == null || object == null) {
      return name;
    }
    return object
        .field(name)
        .map(field -> field.definition().label().in(locale))
        .filter(label -> !label.isBlank())
        .orElse(name);
  }

  private static @Nullable ObjectModel target(
      @Nullable ObjectModel object, String name, TenantModel model) {
    if (object == null) {
      return null;
    }
    return object
        .field(name)
        .filter(field -> field.type() instanceof FieldType.Reference)
        .map(field -> ((FieldType.Reference) field.type()).to())
        .filter(targets -> targets.size() == 1)
        .flatMap(targets -> model.object(targets.getFirst()))
        .orElse(null);
  }
}
