package dev.trellis.metadata.record;

import static dev.trellis.metadata.change.Trial.field;
import static dev.trellis.metadata.change.Trial.given;
import static dev.trellis.metadata.change.Trial.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.catalog.ModelCompiler;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.formula.CallerFacts;
import dev.trellis.metadata.formula.Lookups;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.query.Related;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules over drafts, without a database. */
class ValidationRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");
  private static final UUID USER = UUID.fromString("01900000-0000-7000-8000-000000000001");
  private static final UUID ACCOUNT = UUID.fromString("01900000-0000-7000-8000-000000000002");
  private static final UUID PARENT = UUID.fromString("01900000-0000-7000-8000-000000000003");
  private TenantModel model = new ModelCompiler().compile(given().snapshot());

  private ValidationRules rules(String... conditions) {
    var documents = new ArrayList<String>();
    documents.add(object("account"));
    documents.add(field("account.size", "'type':'number'"));
    documents.add(
        field("account.parent", "'type':'reference','to':'account','relationship':'children'"));
    documents.add(object("deal"));
    documents.add(field("deal.amount", "'type':'number'"));
    documents.add(
        field("deal.account", "'type':'reference','to':'account','relationship':'deals'"));
    documents.add(
        field("deal.payer", "'type':'reference','to':'account','relationship':'paid_deals'"));
    for (int i = 0; i < conditions.length; i++) {
      documents.add(
          "{'kind':'validation_rule','name':'deal.r%d','message':'No','error_when':'%s'}"
              .formatted(i, conditions[i]));
    }
    model = new ModelCompiler().compile(given(documents.toArray(String[]::new)).snapshot());
    return ValidationRules.of(model, deal());
  }

  private Surroundings surroundings() {
    return new Surroundings(CallerFacts.ofPlatform(USER), model, NOW);
  }

  private ObjectModel deal() {
    return model.object("deal").orElseThrow();
  }

  private Draft draft(Map<String, Object> values) {
    Draft draft = Draft.insert(0, deal(), new UuidV7().next(NOW));
    values.forEach((name, value) -> draft.give(deal().require(name), value));
    return draft;
  }

  private List<String> broken(
      ValidationRules rules, Draft draft, Map<UUID, @Nullable Object[]> found) {
    return rules.brokenBy(draft, rules.over(surroundings(), found)).stream()
        .map(each -> each.rule().definition().localName())
        .toList();
  }

  private List<Related.Request> requests(ValidationRules rules, Draft... drafts) {
    return rules
        .related()
        .requests(
            QueryScope.ofPlatform(model, CallerFacts.ofPlatform(USER), NOW),
            DraftValues.referred(rules.related(), List.of(drafts), surroundings()));
  }

  @Test
  void nothingIsReadWhereNoReferenceIsFollowed() {
    ValidationRules rules = rules("amount > 5 || account = payer", "ISNEW()");
    assertThat(rules.related().isEmpty()).isTrue();
    assertThat(requests(rules, draft(Map.of("account", ACCOUNT)))).isEmpty();
    assertThat(broken(rules, draft(Map.of("amount", BigDecimal.TEN)), Map.of()))
        .containsExactly("r0", "r1");
  }

  @Test
  void oneStatementReadsAllRecordsOfAnObject() {
    ValidationRules rules =
        rules(
            "account.size > payer.size",
            "account.parent.parent.size > 1",
            "owner.name = \\\"x\\\"");
    Draft first = draft(Map.of("account", ACCOUNT, "payer", PARENT));
    Draft second = draft(Map.of("account", PARENT, "owner_id", USER));
    assertThat(requests(rules, first, second)).hasSize(2);
    assertThat(requests(rules, first))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.paths()).hasSize(2);
              assertThat(request.statement().sql()).contains("deleted_at IS NULL");
            });
    assertThat(requests(rules, draft(Map.of()))).as("nothing to look for").isEmpty();
  }

  @Test
  void eachReferenceLeadsToItsOwnRecord() {
    ValidationRules rules = rules("account.size > payer.size");
    Map<UUID, @Nullable Object[]> found = new HashMap<>();
    found.put(ACCOUNT, new Object[] {BigDecimal.TEN});
    found.put(PARENT, new Object[] {BigDecimal.ONE});
    assertThat(broken(rules, draft(Map.of("account", ACCOUNT, "payer", PARENT)), found))
        .containsExactly("r0");
    assertThat(broken(rules, draft(Map.of("account", PARENT, "payer", ACCOUNT)), found)).isEmpty();
    assertThat(broken(rules, draft(Map.of("account", ACCOUNT)), found))
        .as("blank on one side")
        .isEmpty();
  }

  @Test
  void aRuleOverARefusedFieldSaysNothing() {
    ValidationRules rules = rules("ISBLANK(amount)", "ISBLANK(payer)");
    Draft draft = draft(Map.of());
    draft.refuse(deal().require("amount"), "wrong_type");
    assertThat(broken(rules, draft, Map.of())).containsExactly("r1");
  }

  @Test
  void aRuleWithoutAValueSaysWhy() {
    ValidationRules rules = rules("1 / amount > 1");
    Draft draft = draft(Map.of("amount", BigDecimal.ZERO));
    assertThat(rules.brokenBy(draft, rules.over(surroundings(), Map.of())))
        .singleElement()
        .satisfies(broken -> assertThat(broken.error().code()).isEqualTo("division_by_zero"));
  }

  @Test
  void lookupsAskUntilTheyKnow() {
    ValidationRules rules =
        rules(
            "VLOOKUP(account.size, account.name, VLOOKUP(account.name, account.name, \\\"a\\\")) > 3"
                + " || IFERROR(ISBLANK(VLOOKUP(account.size, account.name, \\\"none\\\")), FALSE)");
    assertThat(rules.looksUp()).isTrue();
    var lookups = new Lookups();
    Draft draft = draft(Map.of());
    DraftValues source = rules.over(surroundings().with(lookups), Map.of());
    rules.ask(draft, source);
    assertThat(wanted(lookups, Map.of("a", "b"))).containsExactly("account.name by name [a]");
    rules.ask(draft, source);
    assertThat(wanted(lookups, Map.of("b", BigDecimal.ONE)))
        .containsExactly("account.size by name [b]");
    rules.ask(draft, source);
    assertThat(wanted(lookups, Map.of())).containsExactly("account.size by name [none]");
    rules.ask(draft, source);
    assertThat(lookups.takeWanted()).isEmpty();
    assertThat(rules.brokenBy(draft, source)).hasSize(1);
  }

  /** What is wanted, answered. */
  private static List<String> wanted(Lookups lookups, Map<String, Object> values) {
    return lookups.takeWanted().entrySet().stream()
        .map(
            entry -> {
              lookups.answer(entry.getKey(), entry.getValue(), values);
              return entry.getKey().text() + " " + entry.getValue();
            })
        .toList();
  }
}
