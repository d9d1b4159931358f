package dev.trellis.metadata.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.metadata.search.Contacts;
import dev.trellis.sdk.component.DuplicateRuleDefinition;
import dev.trellis.sdk.component.DuplicateRuleDefinition.Match;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuplicateMatcherTest {
  @ParameterizedTest
  @CsvSource({
    "equal, Acme Corp., ' ACME  corp.'",
    "equal, Ｃａｆé, cafe",
    "pinyin, 张三, 章三",
    "pinyin, 张三, Zhang San",
    "pinyin, 重庆银行, chongqing yinhang",
    "phone, +86 138-1234-5678, 13812345678",
    "phone, (415) 555-2671, +1 415 555 2671",
    "fuzzy, Acme Corporation, Acme Inc.",
    "fuzzy, Globex GmbH & Co. KG, Globex",
    "fuzzy, Globex, Glubex",
    "fuzzy, Umbrella Holding, Umbrela Holding Ltd",
    "fuzzy, Wayne Enterprises, Enterprises Wayne",
    "fuzzy, Smith John, John Smiht",
    "fuzzy, Store 12, Store 12 Ltd.",
    "fuzzy, 深圳市腾讯计算机系统有限公司, 深圳市腾讯计算机系统股份有限公司",
    "fuzzy, 深圳市腾讯计算机系统有限公司, 深圳市腾迅计算机系统有限公司",
    "fuzzy, 速阳科技, 苏阳科技有限公司",
    "fuzzy, GTX Pro, GTXPro"
  })
  void theseAreDuplicates(String method, String one, String other) {
    assertThat(agree(method, one, other)).isTrue();
    assertThat(shareKey(method, one, other)).as("a common key").isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "equal, Acme, Acme Corp",
    "pinyin, 张三, 张四",
    "phone, 13812345678, 13812345679",
    "fuzzy, Store 12, Store 13",
    "fuzzy, Acme, Apex",
    "fuzzy, 张三, 张四",
    "fuzzy, Globex Trading, Globex Shipping",
    "fuzzy, IBM, IBN"
  })
  void theseAreNot(String method, String one, String other) {
    assertThat(agree(method, one, other)).isFalse();
  }

  @Test
  void allMatchesMustAgree() {
    DuplicateMatcher matcher = matcher(new Match("name", "fuzzy"), new Match("phone", "phone"));
    var one = Map.of("name", "Acme Inc", "phone", "+86 138 1234 5678");
    var other = Map.of("name", "Acme", "phone", "138-1234-5678");
    var third = Map.of("name", "Acme", "phone", "138-1234-0000");
    assertThat(agrees(matcher, one, other)).isTrue();
    assertThat(agrees(matcher, one, third)).isFalse();
    assertThat(matcher.keys(f -> one.get(f.name()))).hasSize(1);
  }

  @Test
  void aRecordWithoutAValueIsNobodysDuplicate() {
    DuplicateMatcher matcher = matcher(new Match("name", "equal"), new Match("email", "equal"));
    var one = Map.of("name", "Acme");
    assertThat(agrees(matcher, one, one)).isFalse();
    assertThat(matcher.keys(f -> one.get(f.name()))).isEmpty();
    assertThat(matcher("phone", "phone").keys(f -> "n/a")).isEmpty();
  }

  @Test
  void rulesThatAreSwitchedOffDoNotCount() {
    var off =
        new DuplicateRuleDefinition(
            "contact.off", null, false, "strict", List.of(new Match("name", "equal")), null);
    assertThat(DuplicateMatcher.of(Contacts.withRules(off))).isEmpty();
  }

  @Property(tries = 500)
  void oneTypingErrorLeavesACommonKey(
      @ForAll @AlphaChars @StringLength(min = 4, max = 30) String name,
      @ForAll @IntRange(min = 0, max = 29) int place,
      @ForAll @IntRange(min = 0, max = 3) int kind) {
    int at = place % name.length();
    String mistyped =
        switch (kind) {
          case 0 -> name.substring(0, at) + name.substring(at + 1);
          case 1 -> name.substring(0, at) + "q" + name.substring(at);
          case 2 -> name.substring(0, at) + "q" + name.substring(at + 1);
          default ->
              at + 1 < name.length()
                  ? name.substring(0, at)
                      + name.charAt(at + 1)
                      + name.charAt(at)
                      + name.substring(at + 2)
                  : name;
        };
    if (agree("fuzzy", name, mistyped)) {
      assertThat(shareKey("fuzzy", name, mistyped)).isTrue();
    }
  }

  private static boolean agree(String method, String one, String other) {
    return agrees(matcher("name", method), Map.of("name", one), Map.of("name", other));
  }

  private static boolean shareKey(String method, String one, String other) {
    DuplicateMatcher matcher = matcher("name", method);
    return !Collections.disjoint(
        matcher.keys(f -> f.name().equals("name") ? one : null),
        matcher.keys(f -> f.name().equals("name") ? other : null));
  }

  private static boolean agrees(
      DuplicateMatcher matcher, Map<String, String> one, Map<String, String> other) {
    return matcher.agrees(f -> one.get(f.name()), f -> other.get(f.name()));
  }

  private static DuplicateMatcher matcher(String field, String method) {
    return matcher(new Match(field, method));
  }

  private static DuplicateMatcher matcher(Match... matches) {
    var rule =
        new DuplicateRuleDefinition("contact.rule", null, true, "strict", List.of(matches), null);
    return DuplicateMatcher.of(Contacts.withRules(rule)).getFirst();
  }
}
