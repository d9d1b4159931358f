package dev.trellis.metadata.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {
  private static final int TENANT = 4711;

  @ParameterizedTest
  @CsvSource({
    "苏打阳, sudayang",
    "苏打阳, sdy",
    "苏打阳, SuDaYang",
    "苏打阳, dayang",
    "苏打阳, su da yang",
    "苏打阳, 打阳",
    "苏打阳, 阳",
    "速阳, shuyang",
    "速阳, suyan",
    "速阳科技, sykj",
    "速阳科技, kj",
    "重庆银行, chongqingyinhang",
    "重庆银行, cqyh",
    "中国石油, zonguo",
    "中国石油, zhongg",
    "吕布, lvbu",
    "吕布, lubu",
    "西安, xi'an",
    "深圳市腾讯计算机系统有限公司, tengxun",
    "Acme Corporation, corp",
    "Acme Corporation, ACME",
    "Acme Corporation, corporation acme",
    "Café Zürich, zurich",
    "GTX Pro, gtxpro",
    "GTXPro, gtx pro",
    "MG-Special 17, mgspecial",
    "MG-Special 17, mg-special",
    "A-17, a17",
    "O’Neil, o'neil",
    "O'Neil, neil",
    "ＡＢＣ１２３, abc123",
    "John Doe, john d",
    "中国ABC集团, abc 集团",
    "ソニー株式会社, ソニー",
    "Москва, моск"
  })
  void namesAreFound(String name, String query) {
    assertThat(finds(query, Map.of("name", name))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "苏打阳, suyang",
    "苏打阳, 苏阳",
    "速阳, tuyang",
    "Acme Corporation, corpse",
    "A-17, a18",
    "Acme, acme corp",
    "苏打阳, yangda"
  })
  void otherNamesAreNotFound(String name, String query) {
    assertThat(finds(query, Map.of("name", name))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "+86 138-1234-5678, 1234", "+86 138-1234-5678, 5678", "+86 138-1234-5678, 3812345",
        "13812345678, 138 1234 5678",
    "13812345678, +86 13812345678", "(415) 555-2671, 555-2671", "(415) 555-2671, 4155552671",
        "0755-8888 6666, 8886"
  })
  void phonesAreFoundByAnyRunOfFourDigits(String phone, String query) {
    assertThat(finds(query, Map.of("phone", phone))).isTrue();
  }

  @Test
  void everyRunOfDigitsOfAPhoneIsFound() {
    String phone = "8613812345678";
    for (int from = 0; from < phone.length(); from++) {
      for (int end = from + 4; end <= phone.length(); end++) {
        assertThat(finds(phone.substring(from, end), Map.of("phone", phone))).isTrue();
      }
    }
    assertThat(finds("5679", Map.of("phone", phone))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "john.smith@acme.co.uk, john.smith@acme.co.uk",
    "john.smith@acme.com, john.smith@acme.com",
    "john.smith@acme.com, smith",
    "john.smith@acme.com, acme.com",
    "john.smith@acme.com, John.Sm"
  })
  void mailAddressesAreFoundByTheirParts(String email, String query) {
    assertThat(finds(query, Map.of("email", email))).isTrue();
  }

  @Test
  void wordsMayStandInSeveralFields() {
    var record =
        Map.of(
            "name",
            "Acme",
            "city",
            "上海",
            "code",
            "C-2026-00042",
            "website",
            "https://www.acme.io/de");
    assertThat(finds("acme 上海", record)).isTrue();
    assertThat(finds("acme shanghai", record)).isTrue();
    assertThat(finds("00042", record)).isTrue();
    assertThat(finds("c-2026-00042", record)).isTrue();
    assertThat(finds("https://www.acme.io", record)).isTrue();
    assertThat(finds("acme 北京", record)).isFalse();
  }

  @Test
  void fieldsThatAreNotSearchableOrNotReadableFindNothing() {
    Map<String, String> record = Map.of("name", "Acme", "city", "Paris", "amount", "5000");
    assertThat(finds("5000", record)).isFalse();
    Lexemes readable =
        SearchDocument.lexemes(
            Contacts.MODEL, f -> record.get(f.name()), f -> !f.name().equals("city"));
    assertThat(SearchQuery.parse("paris").matches(readable)).isFalse();
    assertThat(SearchQuery.parse("acme").matches(readable)).isTrue();
  }

  @Test
  void whatHoldsNoWordIsAnEmptyQuery() {
    assertThat(SearchQuery.parse("  ").isEmpty()).isTrue();
    assertThat(SearchQuery.parse("&|!()':*").isEmpty()).isTrue();
    assertThat(SearchQuery.parse("a").isEmpty()).isFalse();
  }

  @Test
  void lexemesOfATenantCarryItsPrefix() {
    SearchDocument document = document(Map.of("name", "Acme 速阳"));
    assertThat(document.tokens().strip().split(" "))
        .allMatch(word -> word.startsWith("0003mv"))
        .contains(
            "0003mvwacme:37",
            "0003mvh速阳:37",
            "0003mvh阳:37",
            "0003mvpsuyan:37",
            "0003mvpyan:37",
            "0003mvisy:37");
    assertThat(SearchQuery.parse("sy").tsquery(TENANT))
        .isEqualTo("('0003mvwsy':* | '0003mvpsy':* | '0003mvisy':*)");
  }

  @Test
  void aRecordHasABoundedNumberOfWords() {
    String text = "wörd ".repeat(2_000) + "中文".repeat(2_000);
    assertThat(document(Map.of("name", text, "city", text, "email", text)).tokens().split(" "))
        .hasSizeLessThanOrEqualTo(256);
  }

  @Test
  void mistypedWordsAreCorrected() {
    List<String> known = document(Map.of("name", "Acme Corporation Shanghai Oil")).words();
    assertThat(known).containsExactly("acme", "corporation", "shanghai");
    assertThat(Spelling.suggest("coproration", known)).containsExactly("corporation");
    assertThat(Spelling.suggest("korporation", known)).containsExactly("corporation");
    assertThat(Spelling.suggest("acem", known)).containsExactly("acme");
    assertThat(Spelling.suggest("acre", List.of("acme", "axle", "acres")))
        .containsExactly("acme", "acres");
    SearchQuery query = SearchQuery.parse("acem coporation");
    SearchQuery forgiving = query.forgiving(word -> Spelling.suggest(word, known));
    Lexemes record = lexemes(Map.of("name", "Acme Corporation"));
    assertThat(query.matches(record)).isFalse();
    assertThat(forgiving.matches(record)).isTrue();
  }

  @Test
  void chineseThatSoundsAlikeIsSimilar() {
    SearchQuery query = SearchQuery.parse("数羊");
    assertThat(query.forgiving(word -> List.of()).matches(lexemes(Map.of("name", "速阳")))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Acme, acme, NAME",
    "Acme Corp, acme, NAME_PREFIX",
    "The Acme, acme, NAME_WORDS",
    "苏打阳, sudayang, NAME_SOUND",
    "苏打阳, 打, NAME_WORDS",
    "Other, paris, OTHER_FIELD",
    "Acme, acem, SIMILAR"
  })
  void hitsInTheNameAreBetter(String name, String query, Match match) {
    SearchQuery parsed = SearchQuery.parse(query);
    SearchQuery forgiving = parsed.forgiving(word -> Spelling.suggest(word, List.of("acme")));
    Lexemes lexemes = lexemes(Map.of("name", name, "city", "Paris"));
    assertThat(Match.of(parsed, forgiving, name, lexemes)).isEqualTo(match);
  }

  @Test
  void distanceCountsASwapOnce() {
    assertThat(Spelling.distance("acem", "acme", 2)).isEqualTo(1);
    assertThat(Spelling.distance("kitten", "sitting", 3)).isEqualTo(3);
    assertThat(Spelling.distance("kitten", "sitting", 2)).isEqualTo(3);
    assertThat(Spelling.distance("", "ab", 2)).isEqualTo(2);
  }

  private static boolean finds(String query, Map<String, String> record) {
    return SearchQuery.parse(query).matches(lexemes(record));
  }

  private static Lexemes lexemes(Map<String, String> record) {
    return SearchDocument.lexemes(Contacts.MODEL, f -> record.get(f.name()), f -> true);
  }

  private static SearchDocument document(Map<String, String> record) {
    return SearchDocument.of(TENANT, Contacts.MODEL, f -> record.get(f.name()));
  }
}
