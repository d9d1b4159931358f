package dev.trellis.metadata.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.sdk.component.AppDefinition;
import dev.trellis.sdk.component.Component;
import dev.trellis.sdk.component.DuplicateRuleDefinition;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.component.Label;
import dev.trellis.sdk.component.LayoutDefinition;
import dev.trellis.sdk.component.ObjectDefinition;
import dev.trellis.sdk.component.PermissionSetDefinition;
import dev.trellis.sdk.component.PicklistValue;
import dev.trellis.sdk.component.RecordTypeDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentReaderTest {
  @Test
  void numbersTakeTheirDefaultsFromWhatIsGiven() {
    assertThat(field("'type':'number'").type()).isEqualTo(new FieldType.Number(38, 18, true));
    assertThat(field("'type':'number','precision':9").type())
        .isEqualTo(new FieldType.Number(9, 0, false));
    assertThat(field("'type':'number','scale':3").type())
        .isEqualTo(new FieldType.Number(18, 3, false));
    assertThat(field("'type':'currency'").type()).isEqualTo(new FieldType.Currency(18, 2));
    assertThat(field("'type':'percent','scale':4").type()).isEqualTo(new FieldType.Percent(18, 4));
  }

  @ParameterizedTest
  @CsvSource({"text,true", "boolean,true", "long_text,false", "rich_text,false", "json,false"})
  void historyIsKeptUnlessTheTypeIsBulky(String type, boolean tracked) {
    assertThat(field("'type':'" + type + "'").trackHistory()).isEqualTo(tracked);
    assertThat(field("'type':'" + type + "','track_history':true").trackHistory()).isTrue();
  }

  @Test
  void everyTypeOfTheSchemaIsReadIntoItsOwn() {
    JsonNode types =
        ComponentSchemas.load().document(Kind.FIELD).path("properties").path("type").path("enum");
    assertThat(types).hasSize(25);
    for (JsonNode type : types) {
      String more =
          switch (type.asText()) {
            case "reference" -> ",'to':'account'";
            case "formula" -> ",'returns':'text','expression':'name'";
            case "rollup" -> ",'from':'line','via':'deal','aggregate':'count'";
            default -> "";
          };
      assertThat(field("'type':'" + type.asText() + "'" + more).wire()).isEqualTo(type.asText());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "\"0\",0",
    "0.10,0.10",
    "12345678901234567890.123456789,12345678901234567890.123456789",
    "1e3,1000",
    "true,true",
    "\"today\",today"
  })
  void defaultsAreKeptAsWritten(String json, String expected) {
    assertThat(field("'type':'text','default':" + json).defaultValue()).isEqualTo(expected);
  }

  @Test
  void aDefaultOfSeveralValuesIsJoined() {
    assertThat(field("'type':'multi_picklist','default':['a','b']").defaultValue())
        .isEqualTo("a;b");
  }

  @Test
  void referencesTakeTheirDeletionFromOwnershipAndNeed() {
    assertThat(reference("").onDelete()).isEqualTo(FieldType.OnDelete.CLEAR);
    assertThat(reference(",'required':true").onDelete()).isEqualTo(FieldType.OnDelete.RESTRICT);
    assertThat(reference(",'ownership':'parent'").onDelete()).isEqualTo(FieldType.OnDelete.CASCADE);
    assertThat(reference(",'ownership':'parent','on_delete':'restrict'").onDelete())
        .isEqualTo(FieldType.OnDelete.RESTRICT);
    assertThat(reference("").to()).containsExactly("account");
  }

  @Test
  void aParentIsRequiredUnasked() {
    assertThat(field("'type':'reference','to':'account','ownership':'parent'").required()).isTrue();
    assertThat(field("'type':'reference','to':'account','ownership':'lookup'").required())
        .isFalse();
  }

  @Test
  void picklistValuesMayBePlainTexts() {
    var type =
        (FieldType.Picklist)
            field("'type':'picklist','values':['New',{'value':'Won','active':false,'when':['x']}]")
                .type();
    assertThat(type.source().restricted()).isTrue();
    assertThat(type.source().values())
        .containsExactly(
            PicklistValue.of("New"),
            new PicklistValue("Won", null, null, false, false, List.of("x")));
  }

  @Test
  void labelsAreReadInEveryForm() {
    var object =
        (ObjectDefinition)
            read("{'kind':'object','name':'deal','label':{'en':'Deal','zh-CN':'商机'}}");
    assertThat(object.label().in("zh-CN")).isEqualTo("商机");
    assertThat(object.label().in("zh")).isEqualTo("商机");
    assertThat(object.plural().in("fr")).isEqualTo("Deal");
    assertThat(field("'type':'text'").label().in("zh-CN")).isEqualTo("x");
    FieldDefinition helped = field("'type':'text','help':{'zh-CN':'帮','en':'Help'}");
    assertThat(helped.help()).isEqualTo(new Label(Map.of("en", "Help", "zh-CN", "帮")));
    assertThat(helped.help().texts().keySet()).containsExactly("zh-CN", "en");
  }

  @Test
  void typesThatSayLittleAreKeptOnce() {
    assertThat(field("'type':'number','scale':3").type())
        .isSameAs(field("'type':'number','scale':3").type())
        .isNotEqualTo(field("'type':'number','scale':4").type());
  }

  @Test
  void shortFormsStandForTheirLongOnes() {
    var layout =
        (LayoutDefinition)
            read(
                "{'kind':'layout','name':'deal.main','sections':[{'fields':['code',{'field':'stage','read_only':true}]}],'related':['tasks',{'relationship':'notes','limit':3}]}");
    assertThat(layout.sections().getFirst().fields())
        .extracting(LayoutDefinition.Item::field)
        .containsExactly("code", "stage");
    assertThat(layout.related())
        .extracting(LayoutDefinition.RelatedList::relationship)
        .containsExactly("tasks", "notes");
    var app =
        (AppDefinition)
            read("{'kind':'app','name':'a','label':'A','tabs':['deal',{'object':'account'}]}");
    assertThat(app.tabs()).extracting(AppDefinition.Tab::object).containsExactly("deal", "account");
    var rule =
        (DuplicateRuleDefinition)
            read("{'kind':'duplicate_rule','name':'deal.d','match':['name',{'field':'phone'}]}");
    assertThat(rule.match())
        .extracting(DuplicateRuleDefinition.Match::method)
        .containsExactly("equal", "equal");
    assertThat(rule.isStrict()).isFalse();
    assertThat(rule.isActive()).isTrue();
  }

  @Test
  void orderIsKept() {
    var type =
        (RecordTypeDefinition)
            read(
                "{'kind':'record_type','name':'a.b','label':'x','picklists':{'z':['1'],'a':['2'],'m':[]}}");
    assertThat(type.picklists().keySet()).containsExactly("z", "a", "m");
    var set =
        (PermissionSetDefinition)
            read(
                "{'kind':'permission_set','name':'s','label':'S','objects':{'z':['read'],'a':['edit']},'fields':{'z.*':'none'}}");
    assertThat(set.objects().keySet()).containsExactly("z", "a");
  }

  private static FieldType.Reference reference(String more) {
    return (FieldType.Reference) field("'type':'reference','to':'account'" + more).type();
  }

  private static FieldDefinition field(String properties) {
    return (FieldDefinition)
        read("{'kind':'field','name':'deal.x','label':'x'," + properties + "}");
  }

  private static Component read(String text) {
    try {
      JsonNode document = ComponentReader.MAPPER.readTree(text.replace('\'', '"'));
      assertThat(ComponentSchemas.load().check(document))
          .filteredOn(v -> !v.pointer().equals("/track_history"))
          .isEmpty();
      return ComponentReader.read(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
