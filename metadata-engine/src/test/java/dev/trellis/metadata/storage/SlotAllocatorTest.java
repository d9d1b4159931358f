package dev.trellis.metadata.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.schema.ComponentReader;
import dev.trellis.sdk.component.FieldDefinition;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotAllocatorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'type':'text'                                       | t1  |",
        "'type':'text','indexed':true                        | t1  | xt1",
        "'type':'text','unique':true                         | t1  | xt1",
        "'type':'picklist','indexed':true                    | t1  | xt1",
        "'type':'currency'                                   | n1  |",
        "'type':'currency','indexed':true                    | xn1 | xn1",
        "'type':'number'                                     | q1  |",
        "'type':'number','external_id':true                  | q1  | xn1",
        "'type':'number','precision':19                      | q1  |",
        "'type':'number','precision':18                      | n1  |",
        "'type':'date'                                       | d1  |",
        "'type':'datetime','indexed':true                    | xd1 | xd1",
        "'type':'time','indexed':true                        | xn1 | xn1",
        "'type':'duration'                                   | n1  |",
        "'type':'boolean','indexed':true                     | b1  |",
        "'type':'reference','to':'a'                         | xr1 | xr1",
        "'type':'file'                                       | r1  |"
      })
  void aFieldTakesTheFirstFreeSlotOfItsType(String properties, String column, String index) {
    assertThat(allocate(properties, Set.of()))
        .isInstanceOfSatisfying(
            Storage.Column.class,
            storage -> {
              assertThat(storage.column()).isEqualTo(column);
              assertThat(storage.indexed()).isEqualTo(index);
              assertThat(storage.isIndexReady()).isEqualTo(index != null);
            });
  }

  @ParameterizedTest
  @CsvSource({"long_text,TEXT", "rich_text,TEXT", "address,JSON", "geolocation,JSON", "json,JSON"})
  void longAndStructuredValuesGoToTheOverflow(String type, ColumnType column) {
    assertThat(allocate("'type':'" + type + "'", Set.of()))
        .isEqualTo(new Storage.Overflow("9", column));
  }

  @Test
  void withoutAFreeIndexedSlotAFieldIsStoredPlainly() {
    Set<String> occupied = new HashSet<>(SlotLayout.indexed(ColumnType.LONG));
    assertThat(allocate("'type':'currency','indexed':true", occupied))
        .isEqualTo(Storage.Column.plain("n1", ColumnType.LONG));
    assertThat(
            allocate(
                "'type':'reference','to':'a'", Set.copyOf(SlotLayout.indexed(ColumnType.UUID))))
        .isEqualTo(Storage.Column.plain("r1", ColumnType.UUID));
  }

  @Test
  void withoutAnyFreeSlotAFieldGoesToTheOverflow() {
    Set<String> occupied = new HashSet<>(SlotLayout.plain(ColumnType.BOOL));
    assertThat(allocate("'type':'boolean'", occupied))
        .isEqualTo(new Storage.Overflow("9", ColumnType.BOOL));
  }

  @Test
  void slotsOfDeletedFieldsAreOccupiedUntilTheyAreWiped() {
    var field =
        new FieldStorage(
            1, 2, "a", new Storage.Column("t1", ColumnType.TEXT, "xt1", true), 0, null, false);
    assertThat(SlotAllocator.occupied(List.of(field))).containsExactlyInAnyOrder("t1", "xt1");
    FieldStorage deleted = field.deleted(Instant.EPOCH);
    assertThat(SlotAllocator.occupied(List.of(deleted))).containsExactlyInAnyOrder("t1", "xt1");
    assertThat(SlotAllocator.occupied(List.of(deleted.wiped()))).isEmpty();
  }

  private static Storage allocate(String properties, Set<String> occupied) {
    var json = "{'kind':'field','name':'deal.x','label':'x'," + properties.replace("\"", "") + "}";
    var definition =
        (FieldDefinition) ComponentReader.read(ComponentReader.parse(json.replace('\'', '"')));
    return SlotAllocator.allocate(Shape.of(definition), 9, occupied);
  }
}
