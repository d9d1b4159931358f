package dev.trellis.metadata.search;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.metadata.storage.StorageTable;
import dev.trellis.sdk.component.DuplicateRuleDefinition;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Label;
import dev.trellis.sdk.component.ObjectDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An object with one field of each kind that search looks at. */
public final class Contacts {
  public static final ObjectModel MODEL = withRules();

  private Contacts() {}

  public static ObjectModel withRules(DuplicateRuleDefinition... rules) {
    List<FieldModel> fields = new ArrayList<>();
    Map<String, FieldType> types =
        new TreeMap<>(
            Map.of(
                "name", new FieldType.Text(255),
                "city", new FieldType.Text(255),
                "email", new FieldType.Email(),
                "phone", new FieldType.Phone(),
                "website", new FieldType.Url(),
                "code", new FieldType.AutoNumber("A-{0000}"),
                "amount", new FieldType.Currency(18, 2)));
    types.forEach(
        (name, type) ->
            fields.add(
                new FieldModel(
                    fields.size() + 1,
                    fields.size(),
                    name,
                    new FieldDefinition(
                        "contact." + name,
                        Label.of(name),
                        null,
                        null,
                        type,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null,
                        null),
                    Storage.Column.plain("t" + fields.size(), ColumnType.TEXT),
                    false,
                    true,
                    List.of(),
                    !name.equals("amount"))));
    return new ObjectModel(
        1,
        new ObjectDefinition("contact", Label.of("Contact"), null, null, null, null, null, null),
        StorageTable.shared(0),
        fields,
        List.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(rules),
        List.of(),
        List.of());
  }
}
