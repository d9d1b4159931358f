package dev.trellis.metadata.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.sdk.error.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SalesforceImportTest {
  private static final KnownFields FIELDS =
      way ->
          switch (String.join(".", way)) {
            case "" ->
                Set.of(
                    "stage",
                    "close_date",
                    "won",
                    "employees",
                    "owner_id",
                    "account",
                    "address",
                    "lead_source",
                    "source",
                    "created_at");
            case "account" ->
                Set.of("revenue", "stage_name", "stage", "billing_address", "shipping");
            case "owner" -> Set.of("name", "email");
            default -> Set.of();
          };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          My_Field__c                      | my_field
          AMOUNT                           | amount
          StageName                        | stage_name
          npsp__Close_Reason__c            | close_reason
          npe01__SYSTEM_AccountType__c     | system_account_type
          Foo__r.Bar__r.Baz_2__c           | foo.bar.baz_2
          Account.Name                     | account.name
          AccountId                        | account
          Account.Owner.Id                 | account.owner.id
          OwnerId                          | owner_id
          Owner:User.Name                  | owner.name
          Owner:User.Profile.Name          | owner.profile.name
          CreatedDate                      | created_at
          LastModifiedDate                 | updated_at
          CreatedById                      | created_by
          CreatedBy.Email                  | created_by.email
          LastModifiedBy.Name              | updated_by.name
          RecordTypeId                     | record_type
          RecordType.DeveloperName         | $RecordType.DeveloperName
          Account.RecordType.DeveloperName | TEXT(account.record_type)
          Spot__Latitude__s                | spot.latitude
          $User.Id                         | $User.Id
          $Permission.Close_Deals          | $Permission.close_deals
          $User.IsActive                   | TRUE
          $Organization.TimeZoneSidKey     | $Organization.TimeZone
          $Organization.Name               | $Organization.Name
          $Label.Hello                     | $Label.hello
          $Label.npsp.HelloThere           | $Label.hello_there
          {!Account.Name}                  | account.name
          {! $Record.Close_Date__c }       | close_date
          {!$Record__Prior.Amount}         | PRIORVALUE(amount)
          {!$Flow.CurrentDate}             | TODAY()
          {!$Flow.CurrentDateTime}         | NOW()
          close_date                       | close_date
          """)
  void namesBecomeOurs(String theirs, String ours) {
    assertThat(imported(theirs).expression()).isEqualTo(ours);
    assertThat(imported(theirs).warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          URLFOR($Action.Zip_Code__c.View, Id)           | URLFOR($Action.zip_code.View, id)
          URLFOR($Action.Deal.New, $ObjectType.Deal)     | URLFOR($Action.deal.New, $ObjectType.deal)
          URLFOR($Action.A.Edit, Id, [q = A__c, r = 'x'])  | URLFOR($Action.a.Edit, id, [q = a, r = 'x'])
          URLFOR('/x', NULL, [n = TEXT(2 * B__c ^ 2)])   | URLFOR('/x', NULL, [n = TEXT((2 * b) ^ 2)])
          URLFOR('/x', NULL, [])                         | URLFOR('/x', NULL, [])
          """,
      quoteCharacter = '~')
  void addressesNameObjectsOfOurs(String theirs, String ours) {
    assertThat(imported(theirs).expression()).isEqualTo(ours);
  }

  @Test
  void whatTheImporterNamesGoesBefore() {
    var names =
        Map.of(
            "my_field__C", "revenue",
            "Account.Name", "account.title",
            "Parent__c", "mother",
            "getPerson", "",
            "Deal", "opportunity");
    String theirs =
        "My_Field__c & ACCOUNT.NAME & Parent__r.Name & {!getPerson.First__c} & Deal.My_Field__c";
    assertThat(imported(theirs, names).expression())
        .isEqualTo("revenue & account.title & mother.name & first & opportunity.revenue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          StageName                  | stage
          Stage__c                   | stage
          CLOSEDATE                  | close_date
          IsWon                      | won
          NumberOfEmployees          | employees
          Account.AnnualRevenue      | account.revenue
          Account.StageName          | account.stage_name
          Account.BillingPostalCode  | account.billing_address.postal_code
          Account.ShippingCity       | account.shipping.city
          City                       | address.city
          OwnerId                    | owner_id
          Owner.FirstName            | owner.first_name
          Owner:User.Email           | owner.email
          CreatedDate                | created_at
          LeadSource                 | lead_source
          {!$Record__Prior.StageName} | PRIORVALUE(stage)
          Nothing_Like_It__c         | nothing_like_it
          Other__r.StageName         | other.stage_name
          """)
  void aFieldThatIsThereGoesBeforeTheUsualName(String theirs, String ours) {
    assertThat(imported(theirs, Map.of(), FIELDS).expression()).isEqualTo(ours);
  }

  @Test
  void whatTheImporterNamesGoesBeforeWhatIsThere() {
    assertThat(imported("StageName", Map.of("StageName", "phase"), FIELDS).expression())
        .isEqualTo("phase");
    assertThat(
            imported("Customer__r.AnnualRevenue", Map.of("Customer__c", "account"), FIELDS)
                .expression())
        .isEqualTo("account.revenue");
  }

  @Test
  void everythingElseStaysAsItIs() {
    String formula = "IF( /* Amount__c ^ 2 */ NOT Is_Hot__c ,\n\t'Amount__c {!x}', \"a\\\"b\")";
    assertThat(imported(formula).expression()).isEqualTo(formula.replace("Is_Hot__c", "is_hot"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2*3^2          | (2*3)^2
          -2^2           | (-2)^2
          A__c / B__c ^ C__c * D__c | (a / b) ^ (c * d)
          2 ^ 3 * 4      | 2 ^ (3 * 4)
          2 ^ -3 ^ 2     | (2 ^ -3) ^ 2
          - -2 ^ 2 ^ 3   | (- -2) ^ 2 ^ 3
          MAX(1, 2*3^2)  | MAX(1, (2*3)^2)
          (2*3^2)*2^2    | (((2*3)^2)*2)^2
          """)
  void powersKeepTheirMeaning(String theirs, String ours) {
    assertThat(imported(theirs).expression()).isEqualTo(ours);
    assertThat(imported(theirs).warnings())
        .isNotEmpty()
        .extracting(Violation::code)
        .containsOnly("import_power");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2 ^ 3", "1 + 2 ^ 3 - 4", "(2 * 3) ^ 2", "2 ^ -3 + 1", "2 * (3 ^ 2)", "-(2 ^ 2)"})
  void powersThatAreClearStay(String formula) {
    assertThat(imported(formula).expression()).isEqualTo(formula);
    assertThat(imported(formula).warnings()).isEmpty();
  }

  @Test
  void twoFieldsThatBecomeOneAreTold() {
    assertThat(imported("npsp__Level__c = Level__c").warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("import_names_meet");
              assertThat(warning.params())
                  .containsEntry("ours", "level")
                  .containsEntry("column", 18);
            });
    assertThat(imported("Owner.Name = Owner:User.Name || LEVEL__C = Level__c").warnings())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          $Profile.Name = 'System Administrator'         | $Permission.administrator
          'Sales User' == {!$Profile.Name}               | $Permission.sales_user
          $Profile.Name <> "Sales - EMEA"                | NOT($Permission.sales_emea)
          Amount > 2 ^ 2 * 3 && ($profile.name != 'A')   | amount > 2 ^ (2 * 3) && (NOT($Permission.a))
          IF($Profile.Name='a',1,IF($Profile.Name='B',2,3)) | IF($Permission.a,1,IF($Permission.b,2,3))
          """)
  void whoAsksForAProfileAsksForAPermissionSet(String theirs, String ours) {
    assertThat(imported(theirs).expression()).isEqualTo(ours);
    assertThat(imported(theirs).warnings()).extracting(Violation::code).contains("import_profile");
  }

  @Test
  void profilesMayBeNamed() {
    assertThat(imported("$Profile.Name = 'Rep'", Map.of("$profile.REP", "sales")).expression())
        .isEqualTo("$Permission.sales");
  }

  @Test
  void otherQuestionsAboutProfilesStay() {
    for (String formula :
        List.of(
            "CONTAINS($Profile.Name, 'Admin')",
            "$Profile.Name = name",
            "$Profile.Name & 'x' = 'y'",
            "$Profile.Name > 'x'",
            "$Profile.Name = ''")) {
      assertThat(imported(formula).expression()).isEqualTo(formula);
      assertThat(imported(formula).warnings()).isEmpty();
    }
  }

  @Test
  void idsOfTheirRecordsAreTold() {
    assertThat(imported("$Profile.Id = '00e30000000abcD' || Name = 'internationals1'").warnings())
        .extracting(Violation::code)
        .containsExactly("import_record_id");
  }

  @Test
  void whatIsNoFormulaIsRefused() {
    assertThat(codes("IF(a,")).containsExactly("formula_incomplete");
    assertThat(codes("{!a + b}")).containsExactly("formula_bad_merge");
    assertThat(codes("{!a")).containsExactly("formula_bad_merge");
    assertThat(codes("{!}")).containsExactly("formula_bad_merge");
    assertThat(codes("{a}")).containsExactly("formula_bad_character");
  }

  private static List<String> codes(String formula) {
    return SalesforceImport.of(formula, Map.of(), KnownFields.NONE)
            instanceof Checked.Refused<SalesforceImport.Imported>(List<Violation> violations)
        ? violations.stream().map(Violation::code).toList()
        : List.of();
  }

  private static SalesforceImport.Imported imported(String formula) {
    return imported(formula, Map.of());
  }

  private static SalesforceImport.Imported imported(String formula, Map<String, String> names) {
    return imported(formula, names, KnownFields.NONE);
  }

  private static SalesforceImport.Imported imported(
      String formula, Map<String, String> names, KnownFields known) {
    return SalesforceImport.of(formula, names, known).orThrow();
  }
}
