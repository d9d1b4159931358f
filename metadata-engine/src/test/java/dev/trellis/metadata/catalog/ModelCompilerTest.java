package dev.trellis.metadata.catalog;

import static dev.trellis.metadata.catalog.Snapshots.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.component.PicklistValue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelCompilerTest {
  private final ModelCompiler compiler = new ModelCompiler();

  @Test
  void anObjectHasItsSystemFieldsFirst() {
    ObjectModel deal = compile(snapshot().object("deal").field("deal.code", "'type':'text'"));
    assertThat(deal.fields())
        .extracting(FieldModel::name)
        .containsExactly(
            "id",
            "name",
            "owner_id",
            "created_at",
            "created_by",
            "updated_at",
            "updated_by",
            "version",
            "record_type",
            "deleted_at",
            "code");
    assertThat(deal.fields()).allMatch(field -> deal.fields().get(field.ordinal()) == field);
    assertThat(deal.fields()).filteredOn(field -> field.id() > 0).hasSize(1);
    assertThat(deal.fields())
        .filteredOn(FieldModel::isWritable)
        .extracting(FieldModel::name)
        .containsExactly("name", "owner_id", "record_type", "code");
    assertThat(deal.table().name()).isEqualTo("record_p3");
  }

  @Test
  void theBuiltInNameCanBeCustomised() {
    ObjectModel deal =
        compile(
            snapshot()
                .object("deal")
                .field("deal.name", "'type':'auto_number','format':'D-{000}','required':true"));
    FieldModel name = deal.require("name");
    assertThat(name.type()).isEqualTo(new FieldType.AutoNumber("D-{000}"));
    assertThat(name.storage())
        .isEqualTo(new Storage.Column("name", ColumnType.TEXT, "name_key", true));
    assertThat(name.isWritable()).isFalse();
    assertThat(name.isSearchable()).isTrue();
    assertThat(deal.fields()).filteredOn(field -> field.name().equals("name")).hasSize(1);
  }

  @Test
  void platformObjectsAreThere() {
    TenantModel model = compiler.compile(snapshot().build());
    ObjectModel user = model.object("user").orElseThrow();
    assertThat(user.isPlatformObject()).isTrue();
    assertThat(user.table().name()).isEqualTo("app_user");
    assertThat(user.field("email")).isPresent();
    FieldModel type = model.object("file").orElseThrow().require("type");
    assertThat(type.storage()).isEqualTo(Storage.Column.plain("media_type", ColumnType.TEXT));
  }

  @Test
  void valueSetsAreResolved() {
    ObjectModel deal =
        compile(
            snapshot()
                .with("{'kind':'value_set','name':'stages','label':'S','values':['New','Won']}")
                .object("deal")
                .field("deal.stage", "'type':'picklist','value_set':'stages'"));
    assertThat(deal.require("stage").choices())
        .extracting(PicklistValue::value)
        .containsExactly("New", "Won");
  }

  @Test
  void recordTypesAreTheChoicesOfTheirField() {
    ObjectModel deal =
        compile(
            snapshot()
                .object("deal")
                .with("{'kind':'record_type','name':'deal.big','label':'Big','default':true}"));
    assertThat(deal.require("record_type").choices())
        .extracting(PicklistValue::value)
        .containsExactly("big");
    assertThat(deal.recordTypeId("big")).hasValue(1);
    assertThat(deal.recordTypeName(1)).contains("big");
    assertThat(deal.recordTypeName(2)).isEmpty();
  }

  @Test
  void referencesWithoutRelationshipGetOne() {
    TenantModel model =
        compiler.compile(
            snapshot()
                .object("account")
                .object("deal")
                .field("deal.account", "'type':'reference','to':'account'")
                .field("deal.partner", "'type':'reference','to':['account','user']")
                .field("deal.payer", "'type':'reference','to':'account','relationship':'paid'")
                .build());
    assertThat(model.relationships("account"))
        .extracting(RelationshipModel::name)
        .containsExactly("deals", "deals_by_partner", "paid");
    assertThat(model.relationships("user"))
        .extracting(RelationshipModel::name)
        .containsExactly("deals_by_partner");
    var type = (FieldType.Reference) model.object("deal").orElseThrow().require("account").type();
    assertThat(type.relationship()).isEqualTo("deals");
  }

  @Test
  void anExplicitRelationshipComesBeforeADefaultOne() {
    TenantModel model =
        compiler.compile(
            snapshot()
                .object("account")
                .object("deal")
                .field("deal.account", "'type':'reference','to':'account'")
                .field("deal.payer", "'type':'reference','to':'account','relationship':'deals'")
                .build());
    assertThat(model.relationships("account"))
        .extracting(RelationshipModel::name)
        .containsExactly("deals_by_account", "deals");
  }

  @Test
  void searchFindsTextsUnlessToldOtherwise() {
    ObjectModel deal =
        compile(
            snapshot()
                .object("deal")
                .field("deal.a", "'type':'text'")
                .field("deal.b", "'type':'text','searchable':false")
                .field("deal.c", "'type':'number'")
                .field("deal.d", "'type':'number','external_id':true")
                .field("deal.e", "'type':'long_text','searchable':true"));
    assertThat(deal.fields())
        .filteredOn(FieldModel::isSearchable)
        .extracting(FieldModel::name)
        .containsExactly("name", "a", "d", "e");
  }

  @Test
  void equalObjectsOfTwoTenantsAreOneModel() {
    Snapshots same = snapshot().object("deal").field("deal.code", "'type':'text'");
    TenantModel first = compiler.compile(same.build(1, 3));
    TenantModel second = compiler.compile(same.build(2, 3));
    assertThat(first.tenantId()).isEqualTo(1);
    assertThat(second.tenantId()).isEqualTo(2);
    assertThat(second.object("deal").orElseThrow()).isSameAs(first.object("deal").orElseThrow());
    assertThat(second.weight()).isLessThan(first.weight());
  }

  @Test
  void equalAppsAreShared() {
    Snapshots one = snapshot().with("{'kind':'app','name':'sales','label':'Sales','items':[]}");
    TenantModel first = compiler.compile(one.object("deal").build(1, 3));
    TenantModel second = compiler.compile(one.object("more").build(2, 3));
    assertThat(second.apps().get("sales")).isSameAs(first.apps().get("sales"));
  }

  @Test
  void objectsOfAnotherPartitionOrShapeAreNotShared() {
    Snapshots one = snapshot().object("deal").field("deal.code", "'type':'text'");
    Snapshots other = snapshot().object("deal").field("deal.code", "'type':'text','length':9");
    ObjectModel deal = compiler.compile(one.build(1, 3)).object("deal").orElseThrow();
    assertThat(compiler.compile(one.build(2, 4)).object("deal").orElseThrow()).isNotSameAs(deal);
    assertThat(compiler.compile(other.build(3, 3)).object("deal").orElseThrow()).isNotSameAs(deal);
  }

  @Test
  void anotherValueSetMakesAnotherModel() {
    Snapshots one =
        snapshot()
            .with("{'kind':'value_set','name':'s','label':'S','values':['a']}")
            .object("deal")
            .field("deal.stage", "'type':'picklist','value_set':'s'");
    Snapshots other =
        snapshot()
            .with("{'kind':'value_set','name':'s','label':'S','values':['b']}")
            .object("deal")
            .field("deal.stage", "'type':'picklist','value_set':'s'");
    compiler.compile(one.build());
    ObjectModel deal = compiler.compile(other.build()).object("deal").orElseThrow();
    assertThat(deal.require("stage").choices())
        .extracting(PicklistValue::value)
        .containsExactly("b");
  }

  @Test
  void fiveHundredFieldsAndAThousandObjectsCompile() {
    Snapshots wide = snapshot().object("wide");
    IntStream.range(0, 500).forEach(i -> wide.field("wide.f" + i, "'type':'text','indexed':true"));
    ObjectModel model = compile(wide, "wide");
    assertThat(model.fields()).hasSize(510);
    assertThat(model.require("f0").storage())
        .isEqualTo(new Storage.Column("t1", ColumnType.TEXT, "xt1", true));
    assertThat(model.require("f39").storage())
        .isEqualTo(Storage.Column.plain("t40", ColumnType.TEXT));
    assertThat(model.require("f499").storage())
        .isEqualTo(new Storage.Overflow("500", ColumnType.TEXT));

    Snapshots many = snapshot();
    IntStream.range(0, 1000).forEach(i -> many.object("o" + i));
    assertThat(compiler.compile(many.build()).objects()).hasSize(1002);
  }

  @Test
  void fieldsAreFoundByNameAndNothingElseIs() {
    Snapshots wide = snapshot().object("wide");
    IntStream.range(0, 300).forEach(i -> wide.field("wide.f" + i, "'type':'boolean'"));
    ObjectModel model = compile(wide, "wide");
    assertThat(model.fields()).allMatch(field -> model.require(field.name()) == field);
    IntStream.range(300, 1300).forEach(i -> assertThat(model.field("f" + i)).isEmpty());
  }

  private ObjectModel compile(Snapshots snapshot) {
    return compile(snapshot, "deal");
  }

  private ObjectModel compile(Snapshots snapshot, String object) {
    return compiler.compile(snapshot.build()).object(object).orElseThrow();
  }
}
