package dev.trellis.metadata.change;

import static dev.trellis.metadata.change.Trial.delete;
import static dev.trellis.metadata.change.Trial.field;
import static dev.trellis.metadata.change.Trial.given;
import static dev.trellis.metadata.change.Trial.object;
import static dev.trellis.metadata.change.Trial.put;
import static dev.trellis.metadata.change.Trial.restoring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trellis.metadata.change.plan.Change;
import dev.trellis.metadata.change.plan.ChangePlan;
import dev.trellis.metadata.change.plan.DataEffect;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.storage.FieldStorage;
import dev.trellis.metadata.storage.Storage;
import dev.trellis.sdk.error.Violation;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePlannerTest {
  @Test
  void eachComponentSaysWhatHappensToIt() {
    Trial deal = given(object("deal"), field("deal.a", "'type':'text'"));
    ChangePlan plan =
        deal.plan(object("deal"), field("deal.a", "'type':'text','length':9"), object("account"));
    assertThat(plan.changes())
        .extracting(change -> change.key() + " " + change.action().wire())
        .containsExactly("object deal unchanged", "field deal.a updated", "object account created");
    assertThat(plan.after().revision()).isEqualTo(deal.snapshot().revision() + 1);
  }

  @Test
  void theSameDocumentInAnotherOrderChangesNothing() {
    ChangePlan plan = given(object("deal")).plan("{'label':'deal','name':'deal','kind':'object'}");
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.effects()).isEmpty();
  }

  @Test
  void numbersAreNeverGivenTwice() {
    Trial deal = given(object("deal"), field("deal.a", "'type':'text'"));
    deal.applied(delete("field deal.a")).apply(field("deal.b", "'type':'text'"));
    assertThat(live(deal, "b").fieldId()).isEqualTo(2);
    deal.applied(delete("object deal")).apply(object("deal"));
    assertThat(deal.snapshot().liveObject("deal").orElseThrow().objectId()).isEqualTo(2);
  }

  @Test
  void aNewFieldDoesNotTakeTheSlotOfADeletedOne() {
    Trial deal = given(object("deal"), field("deal.a", "'type':'text'"));
    deal.applied(delete("field deal.a")).apply(field("deal.a", "'type':'text'"));
    assertThat(live(deal, "a").storage()).isEqualTo(Storage.Column.plain("t2", ColumnType.TEXT));
  }

  @Test
  void aRestoredFieldTakesUpItsValues() {
    Trial deal = given(object("deal"), field("deal.a", "'type':'text'"));
    deal.applied(delete("field deal.a")).applied(restoring(put(field("deal.a", "'type':'text'"))));
    assertThat(live(deal, "a").storage()).isEqualTo(Storage.Column.plain("t1", ColumnType.TEXT));
    assertThat(live(deal, "a").fieldId()).isEqualTo(1);
  }

  @Test
  void aRestoredObjectTakesUpItsRecordsAndValues() {
    Trial deal = given(object("deal"), field("deal.a", "'type':'text'"));
    ChangePlan deletion = deal.plan(delete("object deal"));
    assertThat(deletion.changes()).hasSize(2);
    assertThat(deletion.effects()).singleElement().isInstanceOf(DataEffect.HideRecords.class);
    deal.applied(delete("object deal"))
        .applied(restoring(put(object("deal"), field("deal.a", "'type':'text'"))));
    assertThat(deal.snapshot().liveObject("deal").orElseThrow().objectId()).isEqualTo(1);
    assertThat(live(deal, "a").fieldId()).isEqualTo(1);
  }

  @Test
  void aRestoredFieldOfAnotherTypeBeginsEmpty() {
    Trial deal = given(object("deal"), field("deal.a", "'type':'text'"));
    deal.applied(delete("field deal.a"))
        .applied(restoring(put(field("deal.a", "'type':'currency'"))));
    assertThat(live(deal, "a").storage()).isEqualTo(Storage.Column.plain("n1", ColumnType.LONG));
  }

  @Test
  void aChangedTypeMovesTheValues() {
    Trial deal = given(object("deal"), field("deal.a", "'type':'text'"));
    ChangePlan plan = deal.plan(field("deal.a", "'type':'currency'"));
    assertThat(plan.effects())
        .singleElement()
        .isInstanceOfSatisfying(
            DataEffect.Rewrite.class,
            rewrite -> {
              assertThat(rewrite.isIndexOnly()).isFalse();
              assertThat(rewrite.from().storage())
                  .isEqualTo(Storage.Column.plain("t1", ColumnType.TEXT));
              assertThat(rewrite.to().storage())
                  .isEqualTo(Storage.Column.plain("n1", ColumnType.LONG));
            });
    assertThat(plan.fields())
        .extracting(FieldStorage::place, FieldStorage::isLive, FieldStorage::fieldId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("t1", false, 1),
            org.assertj.core.groups.Tuple.tuple("n1", true, 1));
  }

  @Test
  void anotherScaleTakesAnotherSlot() {
    Trial deal = given(object("deal"), field("deal.a", "'type':'currency','scale':2"));
    ChangePlan plan = deal.plan(field("deal.a", "'type':'currency','scale':4"));
    assertThat(plan.effects()).hasSize(1);
    deal.apply(field("deal.a", "'type':'currency','scale':4"));
    assertThat(live(deal, "a").storage()).isEqualTo(Storage.Column.plain("n2", ColumnType.LONG));
    assertThat(live(deal, "a").scale()).isEqualTo(4);
  }

  @Test
  void wideningTouchesNoRecords() {
    Trial deal =
        given(
            object("deal"),
            object("account"),
            field("deal.a", "'type':'text','length':10"),
            field("deal.b", "'type':'number','precision':10,'scale':2"),
            field("deal.c", "'type':'phone'"),
            field("deal.d", "'type':'reference','to':['account','deal']"));
    ChangePlan plan =
        deal.plan(
            field("deal.a", "'type':'text','length':20"),
            field("deal.b", "'type':'currency','precision':18,'scale':2"),
            field("deal.c", "'type':'text'"),
            field("deal.d", "'type':'reference','to':['account','deal','user']"));
    assertThat(plan.effects()).isEmpty();
    assertThat(plan.fields()).isEmpty();
  }

  @Test
  void narrowingLooksAtTheValues() {
    Trial deal =
        given(
            object("deal"),
            field("deal.a", "'type':'text','length':20"),
            field("deal.b", "'type':'text'"));
    ChangePlan plan =
        deal.plan(
            field("deal.a", "'type':'text','length':10"),
            field("deal.b", "'type':'picklist','values':['x']"));
    assertThat(plan.effects()).hasSize(2).allMatch(DataEffect.Rewrite.class::isInstance);
    assertThat(plan.fields())
        .as("they stay where they are; what is indexed of them is made anew")
        .extracting(FieldStorage::place, FieldStorage::valuesRevision)
        .containsExactly(
            tuple("t1", plan.after().revision()), tuple("t2", plan.after().revision()));
  }

  @Test
  void aFieldThatIsIndexedLaterGetsAnIndexSlot() {
    Trial deal =
        given(
            object("deal"), field("deal.a", "'type':'text'"), field("deal.b", "'type':'currency'"));
    String[] indexed = {
      field("deal.a", "'type':'text','indexed':true"),
      field("deal.b", "'type':'currency','indexed':true")
    };
    ChangePlan plan = deal.plan(indexed);
    assertThat(plan.effects())
        .hasSize(2)
        .allMatch(effect -> effect instanceof DataEffect.Rewrite rewrite && rewrite.isIndexOnly());
    ChangePlan deferred = deal.plan(put(indexed), Set.of("deal.b"));
    assertThat(deferred.effects()).last().isInstanceOf(DataEffect.IndexLater.class);
    assertThat(deferred.model().object("deal").orElseThrow().require("b").storage())
        .isEqualTo(new Storage.Column("n1", ColumnType.LONG, "xn1", false));
    deal.apply(indexed);
    assertThat(live(deal, "a").storage())
        .isEqualTo(new Storage.Column("t1", ColumnType.TEXT, "xt1", true));
    assertThat(live(deal, "b").storage())
        .isEqualTo(new Storage.Column("xn1", ColumnType.LONG, "xn1", true));
  }

  @Test
  void uniquenessIsClaimedAndReleased() {
    Trial deal = given(object("deal"), field("deal.a", "'type':'text','indexed':true"));
    assertThat(deal.plan(field("deal.a", "'type':'text','indexed':true,'unique':true")).effects())
        .singleElement()
        .isInstanceOf(DataEffect.ClaimValues.class);
    deal.apply(field("deal.a", "'type':'text','unique':true"));
    assertThat(deal.plan(field("deal.a", "'type':'text'")).effects())
        .singleElement()
        .isInstanceOf(DataEffect.ReleaseValues.class);
    assertThat(deal.plan(delete("field deal.a")).effects())
        .hasExactlyElementsOfTypes(DataEffect.HideValues.class, DataEffect.ReleaseValues.class);
  }

  @Test
  void newFieldsTouchNoRecords() {
    ChangePlan plan =
        given(object("deal")).plan(field("deal.a", "'type':'text','unique':true,'required':true"));
    assertThat(plan.effects()).isEmpty();
  }

  @Test
  void withoutAnIndexSlotTheAuthorIsTold() {
    Trial deal = given(object("deal"));
    String[] fields =
        IntStream.range(0, 7)
            .mapToObj(i -> field("deal.f" + i, "'type':'text','indexed':true"))
            .toArray(String[]::new);
    assertThat(deal.plan(fields).warnings())
        .extracting(Violation::pointer, Violation::code)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("/components/6", "no_index_left"));
  }

  @Test
  void doubtfulSettingsAreWarnedOf() {
    ChangePlan plan =
        given(object("deal"))
            .plan(
                field(
                    "deal.a", "'type':'reference','to':'deal','required':true,'on_delete':'clear'"),
                field("deal.b", "'type':'picklist'"));
    assertThat(plan.warnings())
        .extracting(Violation::code)
        .containsExactly("required_but_cleared", "no_values");
  }

  @Test
  void recordTypesKeepTheirNumbers() {
    String type = "{'kind':'record_type','name':'deal.%s','label':'x'}";
    Trial deal = given(object("deal"), type.formatted("a"), type.formatted("b"));
    deal.applied(delete("record_type deal.a")).apply(type.formatted("c"), type.formatted("a"));
    assertThat(deal.snapshot().recordTypes())
        .extracting(t -> t.name() + " " + t.recordTypeId())
        .containsExactlyInAnyOrder("a 1", "b 2", "c 3");
  }

  @Test
  void whatAChangeWasIsToldByBothDocuments() {
    Change change =
        given(object("deal"))
            .plan("{'kind':'object','name':'deal','label':'Deal!'}")
            .changes()
            .getFirst();
    assertThat(change.before().json().path("label").asText()).isEqualTo("deal");
    assertThat(change.after().json().path("label").asText()).isEqualTo("Deal!");
  }

  private static FieldStorage live(Trial trial, String name) {
    int object = trial.snapshot().liveObject("deal").orElseThrow().objectId();
    return trial.snapshot().liveField(object, name).orElseThrow();
  }
}
