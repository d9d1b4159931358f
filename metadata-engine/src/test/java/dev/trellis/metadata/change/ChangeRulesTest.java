package dev.trellis.metadata.change;

import static dev.trellis.metadata.change.Trial.delete;
import static dev.trellis.metadata.change.Trial.field;
import static dev.trellis.metadata.change.Trial.given;
import static dev.trellis.metadata.change.Trial.object;
import static dev.trellis.metadata.change.Trial.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.ComponentKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule fires, and does not fire. */
class ChangeRulesTest {
  private static final String STAGE =
      field("deal.stage", "'type':'picklist','values':['New','Won']");

  @Test
  void malformedDocumentsAreRefusedAllTogether() {
    assertThat(given().refusals("{'kind':'object'}", "{'kind':'nope','name':'x'}"))
        .containsExactly(
            "/components/0/name required",
            "/components/0/label required",
            "/components/1/kind not_in_list");
  }

  @Test
  void nothingIsNamedTwice() {
    assertThat(given().refusals(object("deal"), object("deal")))
        .containsExactly("/components/1 repeated");
    ChangeSet both =
        new ChangeSet(
            put(object("deal")).components(),
            List.of(ComponentKey.object("deal")),
            Set.of(),
            false);
    assertThat(given(object("deal")).refusals(both)).containsExactly("/components/0 repeated");
    assertThat(given().refusals(object("deal"), object("account"))).isEmpty();
  }

  @Test
  void deletionsAreThere() {
    assertThat(given().refusals(delete("object deal")))
        .containsExactly("/deletions/0 unknown_component");
    assertThat(given(object("deal")).refusals(delete("object deal"))).isEmpty();
  }

  @Test
  void ownersAreThere() {
    assertThat(given().refusals(field("deal.a", "'type':'text'")))
        .containsExactly("/components/0/name unknown_object");
    assertThat(given().refusals(field("deal.a", "'type':'text'"), object("deal"))).isEmpty();
    assertThat(given().refusals(field("user.a", "'type':'text'")))
        .containsExactly("/components/0/name unknown_object");
  }

  @Test
  void objectAgreesWithName() {
    String view =
        "{'kind':'list_view','name':'deal.all','object':'%s','label':'x','columns':['name']}";
    Trial deal = given(object("deal"), object("account"));
    assertThat(deal.refusals(view.formatted("account")))
        .containsExactly("/components/0/object object_differs_from_name");
    assertThat(deal.refusals(view.formatted("deal"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "owner_id",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
        "version",
        "record_type",
        "deleted_at",
        "warnings"
      })
  void reservedFieldNamesAreKept(String name) {
    assertThat(given(object("deal")).refusals(field("deal." + name, "'type':'text'")))
        .containsExactly("/components/0/name reserved_name");
  }

  @Test
  void reservedObjectNamesAreKept() {
    assertThat(given().refusals(object("user")))
        .containsExactly("/components/0/name reserved_name");
    assertThat(given().refusals(object("file")))
        .containsExactly("/components/0/name reserved_name");
    assertThat(given().refusals(object("users"))).isEmpty();
  }

  @Test
  void theBuiltInNameStaysAName() {
    Trial deal = given(object("deal"));
    assertThat(deal.refusals(field("deal.name", "'type':'number'")))
        .containsExactly("/components/0/type name_must_be_text");
    assertThat(deal.refusals(field("deal.name", "'type':'text','required':true"))).isEmpty();
    assertThat(deal.refusals(field("deal.name", "'type':'auto_number'"))).isEmpty();
  }

  @Test
  void theAdministratorStays() {
    String set = "{'kind':'permission_set','name':'%s','label':'x'}";
    Trial sets = given(set.formatted("administrator"), set.formatted("seller"));
    assertThat(sets.refusals(delete("permission_set administrator")))
        .containsExactly("/deletions/0 built_in");
    assertThat(sets.refusals(delete("permission_set seller"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'kind':'field','name':'deal.x','label':'x','type':'reference','to':'nope'} | /to unknown_object",
        "{'kind':'field','name':'deal.x','label':'x','type':'reference','to':['deal','nope']} | /to/1 unknown_object",
        "{'kind':'field','name':'deal.x','label':'x','type':'picklist','value_set':'nope'} | /value_set unknown_component",
        "{'kind':'field','name':'deal.x','label':'x','type':'picklist','values':['a'],'controlled_by':'nope'} | /controlled_by unknown_field",
        "{'kind':'object','name':'deal','label':'x','name_field':'nope'} | /name_field unknown_field",
        "{'kind':'layout','name':'deal.x','sections':[{'fields':['name','nope']}]} | /sections/0/fields/1 unknown_field",
        "{'kind':'layout','name':'deal.x','highlights':['nope'],'sections':[]} | /highlights/0 unknown_field",
        "{'kind':'layout','name':'deal.x','sections':[{'visible_when':'nope > 1','fields':[]}]} | /sections/0/visible_when unknown_field",
        "{'kind':'layout','name':'deal.x','sections':[{'fields':[{'field':'name','visible_when':'name'}]}]} | /sections/0/fields/0/visible_when formula_wrong_result",
        "{'kind':'layout','name':'deal.x','sections':[],'related':['nope']} | /related/0/relationship unknown_relationship",
        "{'kind':'list_view','name':'deal.x','label':'x','columns':['account.nope']} | /columns/0 unknown_field",
        "{'kind':'list_view','name':'deal.x','label':'x','columns':['stage.name']} | /columns/0 not_a_reference",
        "{'kind':'list_view','name':'deal.x','label':'x','columns':['name'],'sort':['-nope']} | /sort/0 unknown_field",
        "{'kind':'list_view','name':'deal.x','label':'x','columns':['name'],'filter':'nope > 1'} | /filter unknown_field",
        "{'kind':'record_type','name':'deal.x','label':'x','picklists':{'nope':[]}} | /picklists/nope unknown_field",
        "{'kind':'record_type','name':'deal.x','label':'x','layout':'nope'} | /layout unknown_component",
        "{'kind':'app','name':'x','label':'x','tabs':['nope']} | /tabs/0/object unknown_object",
        "{'kind':'app','name':'x','label':'x','tabs':[{'object':'deal','list_view':'nope'}]} | /tabs/0/list_view unknown_component",
        "{'kind':'duplicate_rule','name':'deal.x','match':['nope']} | /match/0/field unknown_field",
        "{'kind':'permission_set','name':'x','label':'x','objects':{'nope':['read']}} | /objects/nope unknown_object",
        "{'kind':'permission_set','name':'x','label':'x','fields':{'deal.nope':'read'}} | /fields/deal.nope unknown_field",
        "{'kind':'permission_set','name':'x','label':'x','fields':{'nope.*':'read'}} | /fields/nope.* unknown_object",
        "{'kind':'permission_set','name':'x','label':'x','apps':['nope']} | /apps/0 unknown_component",
        "{'kind':'translation','name':'x','locale':'zh-CN','texts':{'field/deal.nope/label':'x'}} | /texts/field~1deal.nope~1label unknown_component"
      })
  void everyNameLeadsSomewhere(String document, String refusal) {
    Trial deal =
        given(
            object("account"),
            object("deal"),
            STAGE,
            field("deal.account", "'type':'reference','to':'account'"));
    assertThat(deal.refusals(document)).containsExactly("/components/0" + refusal);
  }

  @Test
  void namesThatLeadSomewherePass() {
    assertThat(
            given()
                .refusals(
                    object("account"),
                    object("deal"),
                    STAGE,
                    field("deal.account", "'type':'reference','to':'account'"),
                    field("deal.boss", "'type':'reference','to':'user'"),
                    "{'kind':'layout','name':'account.main','sections':[{'fields':['name']}],'related':[{'relationship':'deals','columns':['stage','account.name'],'sort':['-created_at']}]}",
                    "{'kind':'list_view','name':'deal.all','label':'x','columns':['name','account.owner_id.email'],'filter':'name = stage && !ISBLANK(account.name)','sort':['-stage']}",
                    "{'kind':'record_type','name':'deal.big','label':'x','picklists':{'stage':['Won']}}",
                    "{'kind':'app','name':'sales','label':'x','tabs':[{'object':'deal','list_view':'all'}]}",
                    "{'kind':'permission_set','name':'x','label':'x','objects':{'*':['read'],'deal':['edit']},'fields':{'*':'read','deal.*':'edit','deal.owner_id':'read'},'apps':['*','sales']}",
                    "{'kind':'translation','name':'x','locale':'zh-CN','texts':{'object/deal/label':'x','field/deal.stage/values/Won':'y','field/deal.owner_id/label':'z'}}"))
        .isEmpty();
  }

  @Test
  void whatIsInUseStaysAndTheUsersAreListed() {
    Trial deal =
        given(
            object("deal"),
            field("deal.code", "'type':'text'"),
            "{'kind':'layout','name':'deal.main','sections':[{'fields':['code']}]}",
            "{'kind':'list_view','name':'deal.all','label':'x','columns':['code']}");
    assertThat(deal.refusals(delete("field deal.code"))).containsExactly("/deletions/0 in_use");
    assertThat(deal.violations(delete("field deal.code")).getFirst().params().get("users"))
        .isEqualTo(List.of("layout deal.main", "list_view deal.all"));
    assertThat(deal.refusals(delete("field deal.code", "layout deal.main", "list_view deal.all")))
        .isEmpty();
  }

  @Test
  void fieldsThatDecideWhatLayoutsShowStay() {
    Trial deal =
        given(
            object("deal"),
            field("deal.code", "'type':'text'"),
            field("deal.size", "'type':'number'"),
            "{'kind':'layout','name':'deal.main','sections':[{'visible_when':'ISBLANK(code)','fields':[{'field':'name','visible_when':'size > 1'}]}]}");
    assertThat(deal.refusals(delete("field deal.code"))).containsExactly("/deletions/0 in_use");
    assertThat(deal.refusals(delete("field deal.size"))).containsExactly("/deletions/0 in_use");
  }

  @Test
  void fieldsOfFiltersStay() {
    Trial deal =
        given(
            object("deal"),
            field("deal.code", "'type':'text'"),
            "{'kind':'list_view','name':'deal.all','label':'x','columns':['name'],'filter':'ISBLANK(code)'}");
    assertThat(deal.refusals(delete("field deal.code"))).containsExactly("/deletions/0 in_use");
  }

  @Test
  void anObjectTakesItsBelongingsAlongButNotThoseOfOthers() {
    Trial deal =
        given(
            object("account"),
            object("deal"),
            field("deal.account", "'type':'reference','to':'account'"),
            "{'kind':'list_view','name':'deal.all','label':'x','columns':['account.name']}");
    assertThat(deal.refusals(delete("object deal"))).isEmpty();
    assertThat(deal.violations(delete("object account")).getFirst().params().get("users"))
        .isEqualTo(List.of("field deal.account", "list_view deal.all"));
  }

  @Test
  void aFieldThatPathsGoThroughStaysAReference() {
    Trial deal =
        given(
            object("account"),
            object("deal"),
            field("deal.account", "'type':'reference','to':'account'"),
            "{'kind':'list_view','name':'deal.all','label':'x','columns':['account.name']}");
    assertThat(deal.refusals(field("deal.account", "'type':'text'")))
        .containsExactly("/components/0 in_use");
    assertThat(deal.refusals(field("deal.account", "'type':'reference','to':['account','deal']")))
        .isEmpty();
  }

  @Test
  void permissionSetsForgetWhatIsDeleted() {
    Trial deal =
        given(
            object("deal"),
            field("deal.code", "'type':'text'"),
            "{'kind':'permission_set','name':'x','label':'x','fields':{'deal.code':'read','deal.*':'edit'}}");
    var plan = deal.plan(delete("field deal.code"));
    assertThat(plan.changes())
        .extracting(change -> change.key() + " " + change.action())
        .containsExactly("field deal.code DELETED", "permission_set x UPDATED");
    JsonNode fields = plan.changes().getLast().after().json().path("fields");
    assertThat(fields.properties()).extracting(Map.Entry::getKey).containsExactly("deal.*");
  }

  @Test
  void relationshipsAreUnique() {
    Trial deal = given(object("account"), object("deal"), object("task"));
    String[] same = {
      field("deal.a", "'type':'reference','to':'account','relationship':'things'"),
      field("task.a", "'type':'reference','to':['account','deal'],'relationship':'things'")
    };
    assertThat(deal.refusals(same))
        .containsExactly(
            "/components/0/relationship relationship_taken",
            "/components/1/relationship relationship_taken");
    assertThat(deal.apply(same[0]).refusals(same[1]))
        .containsExactly("/components/0/relationship relationship_taken");
    assertThat(
            given(object("account"), object("deal"))
                .refusals(
                    field("deal.a", "'type':'reference','to':'account'"),
                    field("deal.b", "'type':'reference','to':'account'")))
        .isEmpty();
  }

  @Test
  void scaleFitsPrecision() {
    Trial deal = given(object("deal"));
    assertThat(deal.refusals(field("deal.x", "'type':'number','precision':3,'scale':4")))
        .containsExactly("/components/0/scale scale_exceeds_precision");
    assertThat(deal.refusals(field("deal.x", "'type':'number','precision':4,'scale':4"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABC", "{00}{00}", "{000", "{NOPE}-{00}", "A}{0}"})
  void autoNumbersThatDoNotCountAreRefused(String format) {
    assertThat(
            given(object("deal"))
                .refusals(field("deal.x", "'type':'auto_number','format':'" + format + "'")))
        .containsExactly("/components/0/format bad_number_format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C-{YYYY}-{00000}", "{0}", "编号{YY}{MM}{DD}/{000}"})
  void autoNumbersThatCountPass(String format) {
    assertThat(
            given(object("deal"))
                .refusals(field("deal.x", "'type':'auto_number','format':'" + format + "'")))
        .isEmpty();
  }

  @Test
  void picklistValuesAreDistinct() {
    Trial deal = given(object("deal"));
    assertThat(deal.refusals(field("deal.x", "'type':'picklist','values':['a','b',{'value':'a'}]")))
        .containsExactly("/components/0/values/2 repeated");
    assertThat(deal.refusals("{'kind':'value_set','name':'x','label':'x','values':['a','a']}"))
        .containsExactly("/components/0/values/1 repeated");
  }

  @Test
  void picklistsHaveOneSource() {
    Trial deal =
        given(object("deal"), "{'kind':'value_set','name':'v','label':'x','values':['a']}");
    assertThat(deal.refusals(field("deal.x", "'type':'picklist','values':['a'],'value_set':'v'")))
        .containsExactly("/components/0/values values_and_value_set");
    assertThat(deal.refusals(field("deal.x", "'type':'picklist','value_set':'v'"))).isEmpty();
  }

  @Test
  void controllingFieldsArePicklists() {
    Trial deal = given(object("deal"), STAGE, field("deal.code", "'type':'text'"));
    assertThat(
            deal.refusals(
                field("deal.x", "'type':'picklist','values':['a'],'controlled_by':'code'")))
        .containsExactly("/components/0/controlled_by not_a_picklist");
    assertThat(
            deal.refusals(
                field(
                    "deal.x",
                    "'type':'picklist','values':[{'value':'a','when':['Nope']}],'controlled_by':'stage'")))
        .containsExactly("/components/0/values/0/when not_in_list");
    assertThat(
            deal.refusals(field("deal.x", "'type':'picklist','values':['a'],'controlled_by':'x'")))
        .containsExactly("/components/0/controlled_by depends_on_itself");
    assertThat(
            deal.refusals(
                field(
                    "deal.x",
                    "'type':'picklist','values':[{'value':'a','when':['Won']}],'controlled_by':'stage'")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'type':'number','default':'abc' | wrong_type",
        "'type':'number','scale':1,'default':1.25 | too_many_decimals",
        "'type':'boolean','default':'maybe' | wrong_type",
        "'type':'date','default':'soon' | bad_date",
        "'type':'picklist','values':['a'],'default':'b' | not_in_list",
        "'type':'text','length':2,'default':'abc' | too_long",
        "'type':'email','default':'nobody' | bad_email"
      })
  void defaultsThatDoNotFitAreRefused(String properties, String code) {
    assertThat(given(object("deal")).refusals(field("deal.x", properties)))
        .containsExactly("/components/0/default " + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'type':'number','default':'0'",
        "'type':'currency','default':1.5",
        "'type':'boolean','default':true",
        "'type':'boolean','default':'false'",
        "'type':'date','default':'today'",
        "'type':'datetime','default':'now'",
        "'type':'multi_picklist','values':['a','b'],'default':['a','b']",
        "'type':'picklist','values':['a'],'default':'a'"
      })
  void defaultsThatFitPass(String properties) {
    assertThat(given(object("deal")).refusals(field("deal.x", properties))).isEmpty();
  }

  @Test
  void thereIsOneDefaultEach() {
    String layout = "{'kind':'layout','name':'deal.%s','default':true,'sections':[]}";
    Trial deal = given(object("deal"), layout.formatted("a"));
    assertThat(deal.refusals(layout.formatted("b")))
        .containsExactly("/components/0/default another_default");
    assertThat(deal.refusals(layout.formatted("a"))).isEmpty();
    String type = "{'kind':'record_type','name':'deal.%s','label':'x','default':true}";
    assertThat(deal.refusals(type.formatted("a"), type.formatted("b"))).hasSize(2);
  }

  @Test
  void layoutsShowAFieldOnce() {
    assertThat(
            given(object("deal"))
                .refusals(
                    "{'kind':'layout','name':'deal.a','sections':[{'fields':['name']},{'fields':['owner_id','name']}]}"))
        .containsExactly("/components/0/sections/1/fields/1 repeated");
  }

  @Test
  void recordTypesNarrowPicklists() {
    Trial deal = given(object("deal"), STAGE, field("deal.code", "'type':'text'"));
    String type = "{'kind':'record_type','name':'deal.a','label':'x','picklists':{%s}}";
    assertThat(deal.refusals(type.formatted("'stage':['Lost']")))
        .containsExactly("/components/0/picklists/stage not_in_list");
    assertThat(deal.refusals(type.formatted("'code':['Lost']")))
        .containsExactly("/components/0/picklists/code not_a_picklist");
    assertThat(deal.refusals(type.formatted("'stage':['Won']"))).isEmpty();
  }

  @Test
  void duplicateRulesCompareTexts() {
    Trial deal =
        given(object("deal"), field("deal.n", "'type':'number'"), field("deal.j", "'type':'json'"));
    String rule =
        "{'kind':'duplicate_rule','name':'deal.a','match':[{'field':'%s','method':'%s'}]}";
    assertThat(deal.refusals(rule.formatted("n", "fuzzy")))
        .containsExactly("/components/0/match/0/method method_not_for_type");
    assertThat(deal.refusals(rule.formatted("j", "equal")))
        .containsExactly("/components/0/match/0/method method_not_for_type");
    assertThat(deal.refusals(rule.formatted("n", "equal"))).isEmpty();
    assertThat(deal.refusals(rule.formatted("name", "pinyin"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "json,text",
    "text,address",
    "boolean,date",
    "number,date",
    "file,text",
    "rich_text,text"
  })
  void typesWithoutAWayBetweenThemAreRefused(String from, String to) {
    assertThat(
            given(object("deal"), field("deal.x", "'type':'" + from + "'"))
                .refusals(field("deal.x", "'type':'" + to + "'")))
        .containsExactly("/components/0/type type_change_impossible");
  }

  @Test
  void clearingNamesChangedFields() {
    Trial deal = given(object("deal"), field("deal.x", "'type':'text'"));
    ChangeSet other =
        new ChangeSet(
            put(field("deal.x", "'type':'number'")).components(),
            List.of(),
            Set.of("deal.y"),
            false);
    assertThat(deal.refusals(other)).containsExactly("/conversions/deal.y unknown_component");
  }

  @Test
  void aFieldHasOneDefault() {
    assertThat(
            given(object("deal"))
                .refusals(field("deal.a", "'type':'number','default':1,'default_formula':'1 + 1'")))
        .containsExactly("/components/0/default_formula two_defaults");
    assertThat(
            given(object("deal"))
                .refusals(field("deal.a", "'type':'number','default_formula':'1 + 1'")))
        .isEmpty();
  }

  @Test
  void defaultsDoNotWaitForThemselves() {
    String a = field("deal.a", "'type':'number','default_formula':'b + 1'");
    String f = field("deal.f", "'type':'formula','returns':'number','expression':'a * 2'");
    Trial trial = given(object("deal"), field("deal.b", "'type':'number'"), a, f);
    assertThat(trial.violations(put(field("deal.b", "'type':'number','default_formula':'f - 1'"))))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.pointer()).isEqualTo("/components/0/default_formula");
              assertThat(violation.code()).isEqualTo("default_circle");
              assertThat(violation.params().get("path")).isEqualTo("b → f → a → b");
            });
    assertThat(trial.refusals(field("deal.b", "'type':'number','default_formula':'b'")))
        .containsExactly("/components/0/default_formula default_circle");
    assertThat(
            trial.refusals(
                field("deal.c", "'type':'number','default_formula':'f'"),
                field("deal.b", "'type':'number','default_formula':'1'")))
        .isEmpty();
  }

  @Test
  void aDefaultFormulaYieldsWhatTheFieldHolds() {
    Trial trial = given(object("deal"), field("deal.b", "'type':'number'"));
    assertThat(trial.refusals(field("deal.a", "'type':'text','default_formula':'b'")))
        .containsExactly("/components/0/default_formula formula_wrong_result");
    assertThat(trial.refusals(field("deal.a", "'type':'number','default_formula':'PRIORVALUE(b)'")))
        .containsExactly("/components/0/default_formula formula_no_prior");
    assertThat(
            trial.refusals(
                field(
                    "deal.a",
                    "'type':'picklist','values':['X'],'default_formula':'IF(b > 1, \\'X\\', NULL)'"
                        .replace("\\'", "\\\""))))
        .isEmpty();
  }

  @Test
  void validationRulesAreWellFormed() {
    Trial trial =
        given(object("deal"), field("deal.a", "'type':'number'"), field("deal.t", "'type':'text'"));
    assertThat(trial.refusals(rule("'error_when':'a > 1 && ISCHANGED(a)','field':'a'"))).isEmpty();
    assertThat(trial.refusals(rule("'error_when':'a'")))
        .containsExactly("/components/0/error_when formula_wrong_result");
    assertThat(trial.refusals(rule("'error_when':'a > 1','field':'b'")))
        .containsExactly("/components/0/field unknown_field");
    assertThat(
            trial.refusals(
                "{'kind':'validation_rule','name':'deal.r','error_when':'a > 1','message':{'en':'x','zh-CN':' '}}"))
        .containsExactly("/components/0/message/zh-CN required");
    Trial ruled = trial.apply(rule("'error_when':'a > 1','field':'t'"));
    assertThat(ruled.refusals(delete("field deal.t"))).containsExactly("/deletions/0 in_use");
    assertThat(ruled.refusals(field("deal.a", "'type':'text'")))
        .containsExactly("/components/0 in_use");
  }

  private static String rule(String properties) {
    return "{'kind':'validation_rule','name':'deal.r','message':'No'," + properties + "}";
  }

  @Test
  void anObjectHasSoManyRules() {
    var documents = new ArrayList<String>();
    documents.add(object("deal"));
    for (int i = 0; i < 500; i++) {
      documents.add(
          "{'kind':'validation_rule','name':'deal.r%d','error_when':'FALSE','message':'No'}"
              .formatted(i));
    }
    Trial trial = given(documents.toArray(String[]::new));
    assertThat(trial.refusals(rule("'error_when':'FALSE'")))
        .containsExactly("/components/0 too_many_rules");
  }
}
