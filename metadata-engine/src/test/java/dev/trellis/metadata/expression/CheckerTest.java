package dev.trellis.metadata.expression;

import static dev.trellis.metadata.catalog.Snapshots.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ModelCompiler;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.sdk.error.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckerTest {
  private static final TenantModel MODEL =
      new ModelCompiler()
          .compile(
              snapshot()
                  .object("account")
                  .field("account.parent", "'type':'reference','to':'account'")
                  .field("account.secret", "'type':'text'")
                  .object("deal")
                  .field("deal.amount", "'type':'currency','precision':18,'scale':2")
                  .field("deal.code", "'type':'text'")
                  .field("deal.stage", "'type':'picklist','values':['Won','Lost']")
                  .field("deal.tags", "'type':'multi_picklist','values':['a','b']")
                  .field("deal.hot", "'type':'boolean'")
                  .field("deal.close_date", "'type':'date'")
                  .field("deal.seen_at", "'type':'datetime'")
                  .field("deal.starts", "'type':'time'")
                  .field("deal.effort", "'type':'duration'")
                  .field("deal.account", "'type':'reference','to':'account'")
                  .field("deal.related", "'type':'reference','to':['account','user']")
                  .field("deal.billing", "'type':'address'")
                  .field("deal.data", "'type':'json'")
                  .build());
  private static final ObjectModel DEAL = MODEL.object("deal").orElseThrow();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount > 1000 && stage = \"Won\" || !hot",
        "AMOUNT > 1 && Account.Name = 'x'",
        "account.parent.parent.parent.parent.name = code",
        "stage IN (\"Won\", \"Lost\") && code NOT LIKE \"W%\"",
        "CONTAINS(account.name, \"Ac\") && BEGINS(code, account.name)",
        "ISPICKVAL(stage, \"Won\") && INCLUDES(tags, \"a\")",
        "ISBLANK(close_date) || close_date > TODAY() - 30",
        "close_date > \"2017-01-01\" && seen_at < \"2017-01-01T10:00:00Z\" && starts = \"10:30\"",
        "effort > \"PT1H30M\" && effort <> 60 && effort IN (\"PT1S\", 2) && effort <> \"\"",
        "account = \"0197a3c0-0000-7000-8000-000000000000\" || account = NULL",
        "related.name = \"x\" && owner.name = \"y\" && owner_id = $User.Id",
        "billing.city = \"Bern\" || ISBLANK(billing) || ISBLANK(data)",
        "amount = NULL && NULL = NULL && NULL",
        "(amount + 1) * -2 / 3 <> 0 && code & stage_text = \"\" || TRUE",
        "IF(hot, amount, 0) > 1 && BLANKVALUE(code, \"-\") = \"-\" && TEXT(stage) & \"x\" = \"y\"",
        "YEAR(close_date) = 2017 && close_date - DATE(2017, 1, 1) > 3 && LEN(code) > 2",
      })
  void accepts(String formula) {
    String source = formula.replace("stage_text", "TEXT(stage)");
    assertThat(check(source, PlatformAccess.INSTANCE).violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ISPICKVAL(amount, \"x\") | formula_argument_type | 11",
        "amount = \"x\" | formula_types_differ | 8",
        "amount > close_date | formula_types_differ | 8",
        "close_date = seen_at | formula_types_differ | 12",
        "stage > \"Won\" | formula_not_ordered | 7",
        "hot < TRUE | formula_not_ordered | 5",
        "tags = \"a\" | formula_not_comparable | 6",
        "billing = \"a\" | formula_not_comparable | 9",
        "amount && hot | formula_operand | 1",
        "!amount | formula_operand | 2",
        "code + 1 = 2 | formula_operand | 8",
        "amount * code = 2 | formula_operand | 10",
        "amount + code = 2 | formula_operand | 10",
        "TODAY() + code = 2 | formula_operand | 11",
        "TODAY() - seen_at > 2 | formula_date_beside_datetime | 9",
        "amount | formula_wrong_result | 1",
        "amount + 1 | formula_wrong_result | 1",
        "nothing = 1 | unknown_field | 1",
        "account.nothing = 1 | unknown_field | 1",
        "code.name = \"x\" | not_a_reference | 1",
        "billing.planet = \"x\" | unknown_field | 1",
        "$Foo.Bar = 1 | unknown_global | 1",
        "FOO(1) | unknown_function | 1",
        "ISBLANK() | formula_argument_count | 1",
        "LEN(code, code) = 1 | formula_argument_count | 1",
        "ISBLANK(hot) | formula_argument_refused | 9",
        "ISPICKVAL(stage, code) | formula_wants_literal | 18",
        "code LIKE \"x\\\\\" | formula_bad_pattern | 11",
        "close_date > \"yesterday\" | formula_bad_literal | 14",
        "close_date > \"2017-02-30\" | formula_bad_literal | 14",
        "effort > \"an hour\" | formula_bad_literal | 10",
        "account = \"17\" | formula_bad_literal | 11",
        "related.account = \"x\" | polymorphic_path | 1",
        "account.parent.parent.parent.parent.parent.name = \"x\" | path_too_long | 1",
        "stage IN (\"a\", 1) | formula_types_differ | 16",
        "IF(hot, 1, \"x\") = 1 | formula_types_differ | 1",
      })
  void refuses(String formula, String code, int column) {
    Violation violation = check(formula, PlatformAccess.INSTANCE).violations().getFirst();
    assertThat(violation.code()).as(violation.toString()).isEqualTo(code);
    assertThat(violation.params()).containsEntry("column", column);
  }

  @Test
  void aWrongArgumentIsNamedWithItsFieldType() {
    assertThat(
            check("ISPICKVAL(amount, \"x\")", PlatformAccess.INSTANCE)
                .violations()
                .getFirst()
                .params())
        .containsEntry("function", "ISPICKVAL")
        .containsEntry("wants", "picklist")
        .containsEntry("got", "amount (currency)")
        .containsEntry("position", 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "account.nam = \"x\" | name",
        "amuont > 1 | amount",
        "ROUNDD(amount, 1) > 1 | ROUND",
        "code & amount = \"x\" | TEXT(amount)",
        "code & TODAY() = \"x\" | TEXT(TODAY())",
        "amount + code > 1 | VALUE(code)",
        "TODAY() - seen_at > 1 | DATEVALUE(seen_at)",
        "secrets = 1 | ",
        "FOO(1) | ",
        "amount && hot | ",
      })
  void suggestsWhatWasProbablyMeant(String formula, @Nullable String suggestion) {
    Violation violation = check(formula, PlatformAccess.INSTANCE).violations().getFirst();
    assertThat(violation.params().get("suggestion")).as(violation.toString()).isEqualTo(suggestion);
  }

  @Test
  void whatMayNotBeReadIsNotSuggested() {
    Violation violation =
        check("account.secrets = \"x\"", WithoutSecrets.INSTANCE).violations().getFirst();
    assertThat(violation.params())
        .containsEntry("object", "account")
        .doesNotContainKey("suggestion");
    assertThat(
            check("account.secrets = \"x\"", PlatformAccess.INSTANCE)
                .violations()
                .getFirst()
                .params())
        .containsEntry("suggestion", "secret");
  }

  @Test
  void fieldsThatMayNotBeReadAreUnknown() {
    assertThat(check("account.secret = \"x\"", WithoutSecrets.INSTANCE).violations())
        .extracting(Violation::code)
        .containsExactly("unknown_field");
    assertThat(check("account.name = \"x\"", WithoutSecrets.INSTANCE).violations()).isEmpty();
  }

  @Test
  void literalsTakeTheTypeBesideThem() {
    assertThat(right("close_date = \"2017-03-01\"")).isEqualTo(LocalDate.of(2017, 3, 1));
    assertThat(right("amount = 10.50")).isEqualTo(new BigDecimal("10.50"));
    // The tenant is in Shanghai.
    assertThat(right("seen_at >= \"2017-03-01\"")).isEqualTo(Instant.parse("2017-02-28T16:00:00Z"));
    assertThat(right("seen_at >= \"2017-03-01T10:00:00+02:00\""))
        .isEqualTo(Instant.parse("2017-03-01T08:00:00Z"));
    assertThat(right("code = \"\"")).isNull();
  }

  @Test
  void referencesAreTheFieldsItReads() {
    Expression expression =
        check("code = account.parent.name && amount > 1 && code <> \"\"", PlatformAccess.INSTANCE)
            .orThrow();
    assertThat(Expressions.references(expression))
        .extracting(FieldPath::text)
        .containsExactly("code", "account.parent.name", "amount");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$User.Id = account",
        "$user.name = code && $User.Username <> $User.Email",
        "$Organization.Currency = code || $Organization.TimeZone = \"UTC\"",
        "$Permission.customize",
        "$RecordType.DeveloperName = \"a\" || ISBLANK($RecordType.Name)",
        "seen_at > $System.OriginDateTime",
        "CURRENCYRATE(code) = 1",
        "URLFOR($Action.deal.View, account, [tab = code, b = \"x\"], TRUE) = URLFOR($Action.deal.Tab)",
        "URLFOR(\"/o/deal\", NULL, [q = code]) = URLFOR($Action.deal.New, $ObjectType.deal)",
        "URLFOR(\"/o\", NULL, [], FALSE) = URLFOR(\"/o\") && $RecordType.Id = \"a\"",
        "URLFOR($Action.deal.View, account, \"tab\", code) = URLFOR(\"/o/deal\")"
      })
  void globalsAreTyped(String formula) {
    assertThat(check(formula, PlatformAccess.INSTANCE).violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $User.Shoe = code | unknown_global
          $Profile.Name = code | global_profile
          $UserRole.Name = code | global_role
          $Label.x = code | unknown_label
          $Setup.a__c.b__c = code | global_setup
          $CustomMetadata.a.b.c = code | global_setup
          $Api.Session_ID = code | global_api
          $ObjectType.deal.Fields.code = code | global_object_type
          $Permission.nobody | unknown_permission
          GETRECORDIDS(code) | function_of_selections
          VLOOKUP(account.name, account.name, code) = code | formula_lookup_outside_rules
          URLFOR($Action.nothing.View, account) = code | formula_unknown_action
          URLFOR($Action.deal.Fly, account) = code | formula_unknown_action
          URLFOR("//elsewhere") = code | formula_unknown_action
          URLFOR("/o", code) = code | formula_argument_count
          URLFOR("/o", [1 = code]) = code | formula_expected
          LEN([a = 1]) = 1 | formula_unexpected
          JUNCTIONIDLIST(code) = code | function_of_pages
          PARENTGROUPVAL(amount) = 1 | function_of_reports
          $Site.Name = code | global_page
          $Flow.CurrentDate = close_date | global_flow
          """)
  void whatHasNoMeaningIsRefusedWithTheReason(String formula, String code) {
    assertThat(check(formula, PlatformAccess.INSTANCE).violations())
        .extracting(Violation::code)
        .containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          VLOOKUP(account.secret, account.name, code) = "x" |
          VLOOKUP($ObjectType.account.Fields.secret, $ObjectType.account.Fields.name, code) = "x" |
          VLOOKUP(account.secret, deal.code, code) = "x" | formula_lookup_two_objects
          VLOOKUP(deal.code, deal.amount, code) = "x" | formula_lookup_key
          VLOOKUP(account.nothing, account.name, code) = "x" | formula_lookup_field
          VLOOKUP(account.name, account.name, amount) = "x" | formula_argument_type
          """)
  void rulesMayLookUp(String formula, @Nullable String code) {
    assertThat(Expressions.checkRule(MODEL, DEAL, formula).violations())
        .extracting(Violation::code)
        .isEqualTo(code == null ? List.of() : List.of(code));
  }

  private static Object right(String formula) {
    var compare = (Expression.Compare) check(formula, PlatformAccess.INSTANCE).orThrow();
    return ((Expression.Constant) compare.right()).value();
  }

  /** All that its documentation lists; some are refused, but by name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ABS ACOS ADDMONTHS AND ASCII ASIN ATAN ATAN2 BEGINS BLANKVALUE BR CASE CASESAFEID CEILING",
        "CHR CONTAINS COS DATE DATETIMEVALUE DATEVALUE DAY DAYOFYEAR DISTANCE EXP FIND FLOOR",
        "FORMATDURATION FROMUNIXTIME GEOLOCATION GETSESSIONID HOUR HTMLENCODE HYPERLINK IF IMAGE",
        "IMAGEPROXYURL INCLUDE INCLUDES INITCAP ISBLANK ISCHANGED ISCLONE ISNEW ISNULL ISNUMBER",
        "ISOWEEK ISOYEAR ISPICKVAL JSENCODE JSINHTMLENCODE LEFT LEN LINKTO LN LOG LOWER LPAD MAX",
        "MCEILING MFLOOR MID MILLISECOND MIN MINUTE MOD MONTH NOW NULLVALUE OR PARENTGROUPVAL PI",
        "PICKLISTCOUNT PREDICT PREVGROUPVAL PRIORVALUE REGEX REQUIRESCRIPT REVERSE RIGHT ROUND RPAD",
        "SECOND SIN SQRT SUBSTITUTE TAN TEXT TIMENOW TIMEVALUE TODAY TRIM TRUNC UNIXTIMESTAMP UPPER",
        "URLENCODE VALUE WEEKDAY YEAR CURRENCYRATE GETRECORDIDS URLFOR VLOOKUP"
      })
  void everyFunctionOfSalesforceIsKnownByName(String names) {
    for (String name : names.split(" ")) {
      Checked<Expression> checked =
          Expressions.check(MODEL, DEAL, PlatformAccess.INSTANCE, name + "()", null);
      assertThat(checked.violations())
          .extracting(Violation::code)
          .doesNotContain("unknown_function");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LEFT(account, 3) = \"001\"",
        "BEGINS(owner_id, \"00G\")",
        "\"/\" & id = code",
        "code = account || account <> code",
        "account = \"0015t0000004b4L\"",
        "CASE(account, \"0015t0000004b4LAAQ\", 1, 0) = 1",
        "IF(ISBLANK(account), \"none\", account) = code",
      })
  void aReferenceIsItsIdWhereTextIsWanted(String formula) {
    assertThat(Expressions.check(MODEL, DEAL, PlatformAccess.INSTANCE, formula, ValueType.BOOLEAN))
        .isInstanceOf(Checked.Valid.class);
  }

  private static Checked<Expression> check(String formula, Access access) {
    return Expressions.check(MODEL, DEAL, access, formula, ValueType.BOOLEAN);
  }

  private enum WithoutSecrets implements Access {
    INSTANCE;

    @Override
    public boolean can(ObjectModel object, ObjectPermission permission) {
      return permission == ObjectPermission.READ;
    }

    @Override
    public boolean canRead(ObjectModel object, FieldModel field) {
      return !field.name().equals("secret");
    }

    @Override
    public boolean canEdit(ObjectModel object, FieldModel field) {
      return false;
    }

    @Override
    public boolean has(SystemPermission permission) {
      return false;
    }

    @Override
    public boolean canOpenApp(String app) {
      return false;
    }
  }
}
