package dev.trellis.metadata.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Makes {@code han-readings.txt} anew from the dictionaries inside {@code com.github.houbb:pinyin}:
 * {@code java ReadingsFile.java pinyin-0.4.0.jar han-readings.txt}. Tones go, and of 43,000 phrases
 * only those stay whose reading is not the one that their characters and shorter phrases give
 * anyway.
 */
final class ReadingsFile {
  /** Surnames that are read otherwise than the character usually is. */
  private static final Map<String, String> SURNAMES = surnames();

  /** Names that the dictionaries lack or read in another way than their bearers do. */
  private static final Map<String, String> CORRECTIONS =
      pairs(
          "厦门=xia men;番禺=pan yu;蚌埠=beng bu;六安=lu an;铅山=yan shan;单县=shan xian;乐亭=lao ting;莘庄=xin zhuang;"
              + "深圳=shen zhen;朝阳=chao yang;长春=chang chun;长安=chang an;大厦=da sha;广厦=guang sha;行长=hang zhang;分行=fen hang;支行=zhi hang;"
              + "总行=zong hang;央行=yang hang;投行=tou hang;商行=shang hang;车行=che hang;律师行=lv shi hang;乐器=yue qi;音乐=yin yue;会计=kuai ji;校长=xiao zhang;"
              + "董事长=dong shi zhang;部长=bu zhang;重工=zhong gong;重阳=chong yang;重新=chong xin;长江=chang jiang;速阳=su yang");

  /** Words that look like such a surname with a given name, beside those of the dictionaries. */
  private static final List<String> WORDS =
      List.of(
          "区块", "区位", "区长", "查理", "查尔斯", "单反", "单品", "单店", "单县", "单板", "单片", "解封", "解锁", "解压",
          "朴树");

  private ReadingsFile() {}

  public static void main(String[] args) throws IOException {
    Map<Integer, String> characters = new TreeMap<>();
    Map<String, String[]> phrases = new HashMap<>();
    try (var jar = new ZipFile(args[0])) {
      for (String line : lines(jar, "pinyin_dict_char.txt")) {
        int colon = line.lastIndexOf(':');
        if (colon > 0 && line.codePointCount(0, colon) == 1) {
          characters.put(line.codePointAt(0), toneless(line.substring(colon + 1).split(",")[0]));
        }
      }
      for (String line : lines(jar, "pinyin_dict_phrase.txt")) {
        int colon = line.lastIndexOf(':');
        phrases.put(line.substring(0, colon), toneless(line.substring(colon + 1)).split(" "));
      }
    }
    characters.put((int) '〇', "ling");
    CORRECTIONS.forEach((phrase, reading) -> phrases.put(phrase, reading.split(" ")));
    Files.writeString(Path.of(args[1]), file(characters, phrases));
  }

  private static String file(Map<Integer, String> characters, Map<String, String[]> phrases) {
    Map<String, StringBuilder> bySyllable = new TreeMap<>();
    characters.forEach(
        (character, syllable) ->
            bySyllable
                .computeIfAbsent(syllable, s -> new StringBuilder())
                .appendCodePoint(character));
    var out = new StringBuilder();
    out.append(
        "# Readings of Han characters without tones. Made by ReadingsFile from the dictionaries of\n");
    out.append(
        "# com.github.houbb:pinyin 0.4.0 (Apache-2.0), which come from mozillazg's pinyin-data (MIT).\n");
    out.append(
        "# '=' characters by reading; '+' phrases read otherwise; '^' surnames; '-' words that start like one.\n");
    bySyllable.forEach(
        (syllable, chars) ->
            out.append('=').append(syllable).append('\t').append(chars).append('\n'));
    Map<String, String[]> kept = kept(characters, phrases);
    new TreeMap<>(kept)
        .forEach(
            (phrase, reading) ->
                out.append('+')
                    .append(phrase)
                    .append('\t')
                    .append(String.join(" ", reading))
                    .append('\n'));
    SURNAMES.forEach(
        (name, reading) -> out.append('^').append(name).append('\t').append(reading).append('\n'));
    Stream.concat(
            WORDS.stream(), phrases.keySet().stream().filter(phrase -> isNotName(phrase, phrases)))
        .sorted()
        .forEach(phrase -> out.append('-').append(phrase).append('\n'));
    return out.toString();
  }

  private static boolean isNotName(String phrase, Map<String, String[]> phrases) {
    String surname = SURNAMES.get(phrase.substring(0, 1));
    return surname != null && phrase.length() <= 3 && !phrases.get(phrase)[0].equals(surname);
  }

  /** From short to long, a phrase is kept when what is kept already reads it wrongly. */
  private static Map<String, String[]> kept(
      Map<Integer, String> characters, Map<String, String[]> phrases) {
    Set<String> syllables = Set.copyOf(new HashSet<>(characters.values()));
    Map<String, String[]> kept = new HashMap<>();
    List<String> ordered = new ArrayList<>(phrases.keySet());
    ordered.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
    for (String phrase : ordered) {
      String[] reading = phrases.get(phrase);
      boolean usable =
          phrase.length() >= 2
              && phrase.length() <= 8
              && phrase.codePoints().allMatch(c -> c < 0x10000 && characters.containsKey(c))
              && reading.length == phrase.length()
              && syllables.containsAll(List.of(reading));
      if (usable && !Arrays.equals(reading, read(phrase, characters, kept))) {
        kept.put(phrase, reading);
      }
    }
    return kept;
  }

  private static String[] read(
      String text, Map<Integer, String> characters, Map<String, String[]> phrases) {
    String[] reading = new String[text.length()];
    for (int at = 0; at < text.length(); ) {
      int end = text.length();
      while (end > at + 1 && !phrases.containsKey(text.substring(at, end))) {
        end--;
      }
      if (end == at + 1) {
        reading[at] = characters.get((int) text.charAt(at));
      } else {
        System.arraycopy(phrases.get(text.substring(at, end)), 0, reading, at, end - at);
      }
      at = end;
    }
    return reading;
  }

  private static Map<String, String> surnames() {
    return new TreeMap<>(
        pairs(
            "单=shan;曾=zeng;仇=qiu;解=xie;查=zha;朴=piao;区=ou;翟=zhai;尉=wei;覃=qin;冼=xian;缪=miao;逄=pang;隗=wei;谌=chen;褚=chu;"
                + "尉迟=yu chi;万俟=mo qi;长孙=zhang sun;单于=chan yu;澹台=tan tai;令狐=ling hu;鲜于=xian yu;宇文=yu wen;皇甫=huang fu;夏侯=xia hou"));
  }

  private static Map<String, String> pairs(String text) {
    var map = new HashMap<String, String>();
    for (String pair : text.split(";")) {
      map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return map;
  }

  /** {@code lǜ shī} becomes {@code lv shi}. */
  private static String toneless(String reading) {
    String marked =
        Normalizer.normalize(reading.trim(), Normalizer.Form.NFD)
            .replace("u\u0308", "v")
            .replace("ɡ", "g")
            .replace("ɑ", "a");
    var out = new StringBuilder();
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      if (c >= 'a' && c <= 'z' || c == ' ') {
        out.append(c);
      } else if (c == 'ü') {
        out.append('v');
      }
    }
    // One entry of the dictionary lost its vowel.
    return out.toString().equals("yng") ? "ying" : out.toString();
  }

  private static List<String> lines(ZipFile jar, String name) {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                jar.getInputStream(jar.getEntry(name)), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
