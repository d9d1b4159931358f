package dev.trellis.metadata.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortKeyTest {
  /** As collation C compares. */
  private static final Comparator<String> BINARY =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  private static final Comparator<String> ORDER = Comparator.comparing(SortKey::of, BINARY);

  /** As a Chinese reader expects, without regard to tones. */
  private static final List<String> BY_PINYIN =
      List.of(
          "安徽", "白云", "北京", "曹操", "长安", "长春", "长沙", "陈", "成都", "重庆", "大连", "丁", "杜甫", "佛山", "福州",
          "高", "广州", "桂林", "哈尔滨", "海口", "杭州", "合肥", "胡", "黄", "济南", "蒋", "昆明", "兰州", "李", "刘备", "芦",
          "吕布", "栾城", "南京", "宁波", "钱", "青岛", "仇英", "泉州", "单雄信", "上海", "沈阳", "深圳", "孙", "太原", "天津",
          "王", "武汉", "西安", "西宁", "厦门", "先生", "解晓东", "曾国藩", "张三", "郑州", "周", "朱");

  @Test
  void chineseStandsInTheOrderOfItsPinyin() {
    var shuffled = new ArrayList<>(BY_PINYIN);
    Collections.shuffle(shuffled, new Random(7));
    shuffled.sort(ORDER);
    assertThat(shuffled).containsExactlyElementsOf(BY_PINYIN);
  }

  @ParameterizedTest
  @CsvSource({
    "重庆, chong qing",
    "银行, yin hang",
    "长沙, chang sha",
    "厦门, xia men",
    "单小明, shan xiao ming",
    "曾国藩, zeng guo fan",
    "仇英, qiu ying",
    "解晓东, xie xiao dong",
    "解放路, jie fang lu",
    "单位, dan wei",
    "曾经, ceng jing",
    "查询, cha xun",
    "尉迟恭, yu chi gong",
    "律师, lu` shi",
    "战略, zhan lue",
    "银行行长, yin hang hang zhang",
    "音乐, yin yue",
    "速阳, su yang",
    "㐀, qiu",
    "𠀀, he",
    "龍, long",
    "電腦, dian nao",
    "〇, ling",
    "吕布, lu` bu",
    "区块链, qu kuai lian"
  })
  void hanIsReadInItsContext(String text, String reading) {
    assertThat(SortKey.of(text)).isEqualTo(reading + " \u0001" + text);
  }

  @ParameterizedTest
  @CsvSource({
    "Acme, acme",
    "Ｃａｆé　１２, cafe 12",
    "Straße, strasse",
    "ÅNGSTRÖM, angstrom",
    "Łódź, lodz",
    "Œuvre, oeuvre",
    "МОСКВА, москва",
    "ΣΊΣΥΦΟΣ, σισυφοσ",
    "한국, 한국",
    "が, が",
    "ﬁn, fin",
    "İstanbul, istanbul",
    "O’Neil, o'neil"
  })
  void caseAccentsAndWidthAreFolded(String text, String key) {
    assertThat(SortKey.of(text)).isEqualTo(key);
  }

  @Test
  void syllablesEndBeforeLettersGoOn() {
    var sorted = new ArrayList<>(List.of("先", "西北", "西安市", "西安"));
    sorted.sort(ORDER);
    assertThat(sorted).containsExactly("西安", "西安市", "西北", "先");
  }

  @Test
  void sameReadingIsToldApartByTheCharacters() {
    assertThat(SortKey.of("张")).isNotEqualTo(SortKey.of("章"));
  }

  @Test
  void keysOfLongTextsStayShort() {
    assertThat(SortKey.of("a".repeat(1000))).hasSize(SortKey.MAX_LENGTH);
    assertThat(SortKey.of("中".repeat(1000))).hasSizeLessThanOrEqualTo(SortKey.MAX_LENGTH);
    assertThat(SortKey.of("𠀀".repeat(1000)).getBytes(UTF_8)).doesNotContain((byte) '?');
  }

  @Test
  void keyOfPlainLatinIsItsLowerCase() {
    assertThat(SortKey.isTrivial("Acme Corp. 42", SortKey.of("Acme Corp. 42"))).isTrue();
    assertThat(SortKey.isTrivial("Café", SortKey.of("Café"))).isFalse();
    assertThat(SortKey.isTrivial("西安", SortKey.of("西安"))).isFalse();
    assertThat(SortKey.isTrivial("МОСКВА", SortKey.of("МОСКВА"))).isTrue();
  }

  @Property
  void caseNeverMatters(@ForAll String text) {
    String folded = Folding.fold(text);
    assertThat(Folding.fold(folded.toUpperCase(Locale.ROOT))).isEqualTo(folded);
  }

  @Property
  void keysAreBoundedAndHoldNoControlCharactersOfTheText(@ForAll String text) {
    String key = SortKey.of(text);
    assertThat(key).hasSizeLessThanOrEqualTo(SortKey.MAX_LENGTH);
    assertThat(key.chars().filter(c -> c < ' ').count()).isLessThanOrEqualTo(1);
  }

  @Property
  void foldingTwiceIsFoldingOnce(@ForAll String text) {
    String once = Folding.fold(text);
    assertThat(Folding.fold(once)).isEqualTo(once);
  }
}
