package dev.trellis.metadata.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentSchemasTest {
  private final ComponentSchemas schemas = ComponentSchemas.load();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'kind':'object','name':'deal','label':'Deal'}",
        "{'kind':'object','name':'crm__deal','label':{'en':'Deal','zh-CN':'商机'},'plural_label':'Deals','icon':'hand-coins','color':'#aa00ff','name_field':'name'}",
        "{'kind':'field','name':'deal.code','label':'Code','type':'text'}",
        "{'kind':'field','name':'opportunity.amount','label':{'en':'Amount','zh-CN':'金额'},'type':'currency','precision':18,'scale':2,'required':false,'unique':false,'external_id':false,'indexed':true,'track_history':true,'default':'0','help':{'en':'x'}}",
        "{'kind':'field','name':'deal.stage','label':'Stage','type':'picklist','values':['New',{'value':'Won','label':'Won!','color':'#00ff00','active':false,'default':true,'when':['a']}],'restricted':false,'controlled_by':'kind'}",
        "{'kind':'field','name':'deal.tags','label':'Tags','type':'multi_picklist','value_set':'tags','default':['a','b']}",
        "{'kind':'field','name':'deal.account','label':'Account','type':'reference','to':'account','relationship':'deals','on_delete':'restrict','ownership':'lookup'}",
        "{'kind':'field','name':'deal.what','label':'What','type':'reference','to':['account','crm__case']}",
        "{'kind':'field','name':'deal.no','label':'No','type':'auto_number','format':'C-{YYYY}-{00000}'}",
        "{'kind':'field','name':'crm__deal.acme__no','label':'No','type':'boolean','default':true}",
        "{'kind':'list_view','name':'deal.big','object':'deal','label':{'en':'Big deals'},'columns':['code','close_value','account.name'],'filter':'close_value > 5000','sort':['-close_value'],'visible_to':'everyone'}",
        "{'kind':'permission_set','name':'seller','label':{'en':'Seller'},'objects':{'deal':['create','read','edit','export'],'account':['read','view_all']},'fields':{'deal.*':'edit','deal.margin':'none','account.*':'read'},'system':['manage_reports'],'apps':['sales']}",
        "{'kind':'layout','name':'deal.main','sections':[{'label':'A','columns':1,'fields':['code',{'field':'stage','required':true}]}],'related':['tasks']}",
        "{'kind':'record_type','name':'deal.big','label':'Big','picklists':{'stage':['Won']}}",
        "{'kind':'value_set','name':'tags','label':'Tags','values':['a']}",
        "{'kind':'app','name':'sales','label':'Sales','tabs':['deal',{'object':'account','list_view':'mine'}]}",
        "{'kind':'translation','name':'chinese','locale':'zh-CN','texts':{'field/deal.amount/label':'金额'}}",
        "{'kind':'duplicate_rule','name':'deal.same','match':['name',{'field':'phone','method':'phone'}]}"
      })
  void wellFormedDocumentsPass(String document) {
    assertThat(schemas.check(json(document))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'a\\u0000b'", "{'en':'\\ud800'}", "{'zh-CN':'\\udc00\\ud83d'}"})
  void textsThatNoDatabaseHoldsAreRefused(String label) {
    assertThat(places("{'kind':'object','name':'deal','label':" + label + "}"))
        .containsExactly("/label bad_characters");
  }

  @Test
  void everyPropertyAtFaultIsNamedByItsPlace() {
    assertThat(
            places(
                "{'kind':'field','name':'deal.amount','label':'x','type':'number','length':3,'a/b':1,'scale':19,'required':'yes'}"))
        .containsExactlyInAnyOrder(
            "/a~1b unknown_property",
            "/length not_for_type",
            "/scale too_large",
            "/required wrong_type");
  }

  @Test
  void missingPropertiesAreNamed() {
    assertThat(places("{'kind':'object'}")).containsExactly("/name required", "/label required");
    assertThat(places("{'kind':'field','name':'a.b','label':'x','type':'reference'}"))
        .containsExactly("/to required");
  }

  @Test
  void kindIsCheckedFirst() {
    assertThat(places("{'name':'deal'}")).containsExactly("/kind required");
    assertThat(places("{'kind':'nope'}")).containsExactly("/kind not_in_list");
    assertThat(places("[]")).containsExactly(" wrong_type");
    assertThat(places("{'kind':7}")).containsExactly("/kind not_in_list");
  }

  @Test
  void uniqueIsRefusedWhereItCannotHold() {
    assertThat(places("{'kind':'field','name':'a.b','label':'x','type':'json','unique':true}"))
        .containsExactly("/unique not_for_type");
    assertThat(places("{'kind':'field','name':'a.b','label':'x','type':'json','unique':false}"))
        .isEmpty();
  }

  @Test
  void lengthDependsOnTheType() {
    assertThat(places("{'kind':'field','name':'a.b','label':'x','type':'text','length':256}"))
        .containsExactly("/length too_large");
    assertThat(places("{'kind':'field','name':'a.b','label':'x','type':'long_text','length':256}"))
        .isEmpty();
  }

  @Test
  void picklistValuesAreChecked() {
    assertThat(
            places(
                "{'kind':'value_set','name':'a','label':'x','values':['a;b',{'valu':1},3,'',{'value':'x','color':'red'}]}"))
        .containsExactlyInAnyOrder(
            "/values/0 bad_format",
            "/values/1/value required",
            "/values/1/valu unknown_property",
            "/values/2 wrong_type",
            "/values/3 too_short",
            "/values/4/color bad_format");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Deal", "1deal", "deal__", "_deal", "a__b__c", "deal\n", "de al", "", "中"})
  void namesThatBreakThePatternAreRefused(String name) {
    assertThat(schemas.check(json("{'kind':'object','label':'x'}").deepCopy()))
        .extracting(Violation::code)
        .containsExactly("required");
    var document =
        (com.fasterxml.jackson.databind.node.ObjectNode) json("{'kind':'object','label':'x'}");
    document.put("name", name);
    assertThat(schemas.check(document))
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("/name", "bad_format"));
  }

  @Test
  void namesMayHaveFortyCharactersBesideTheNamespace() {
    String forty = "a".repeat(40);
    assertThat(places("{'kind':'object','label':'x','name':'" + forty + "'}")).isEmpty();
    assertThat(places("{'kind':'object','label':'x','name':'acme__" + forty + "'}")).isEmpty();
    assertThat(places("{'kind':'object','label':'x','name':'" + forty + "a'}"))
        .containsExactly("/name bad_format");
    assertThat(places("{'kind':'object','label':'x','name':'" + "n".repeat(16) + "__" + "a'}"))
        .containsExactly("/name bad_format");
  }

  @Test
  void whatBelongsToAnObjectIsNamedAfterIt() {
    assertThat(places("{'kind':'field','name':'amount','label':'x','type':'text'}"))
        .containsExactly("/name bad_format");
    assertThat(places("{'kind':'object','name':'deal.x','label':'x'}"))
        .containsExactly("/name bad_format");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindHasASelfContainedSchema(Kind kind) {
    JsonNode document = schemas.document(kind);
    assertThat(document.path("$schema").asText())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    assertThat(document.path("properties").path("kind").path("const").asText())
        .isEqualTo(kind.wire());
    assertThat(document.findValuesAsText("$ref")).allMatch(ref -> ref.startsWith("#/$defs/"));
  }

  @Test
  void permissionsOfTheSchemaAreThoseOfTheEngine() {
    JsonNode properties = schemas.document(Kind.PERMISSION_SET).path("properties");
    assertThat(
            texts(
                properties.path("objects").path("additionalProperties").path("items").path("enum")))
        .containsExactlyElementsOf(
            Arrays.stream(ObjectPermission.values()).map(ObjectPermission::wire).toList());
    assertThat(texts(properties.path("system").path("items").path("enum")))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SystemPermission.values()).map(SystemPermission::wire).toList());
  }

  private List<String> places(String document) {
    return schemas.check(json(document)).stream().map(v -> v.pointer() + " " + v.code()).toList();
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"').replace("\n", "\\n"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
