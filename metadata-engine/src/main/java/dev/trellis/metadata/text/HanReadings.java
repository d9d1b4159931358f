package dev.trellis.metadata.text;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary of readings, loaded at the first Han character that anybody writes (234 KB of
 * text, some 0.7 MB of memory). A reading is the number of a toneless syllable; 0 stands for none.
 */
final class HanReadings {
  private static final int FIRST = 0x3007;

  private static final int LAST = 0x9FFF;
  private static final HanReadings INSTANCE = load();

  private final String[] syllables;
  private final short[] basic = new short[LAST - FIRST + 1];
  private final int[] rare;
  private final short[] rareReadings;

  /** Phrases by their first character, longest first, as text and readings. */
  private final Map<Character, Phrase[]> phrases;

  private final Map<String, short[]> surnames;
  private final Set<String> notSurnames;

  private record Phrase(String text, short[] readings) {}

  private HanReadings(
      String[] syllables,
      List<String> characters,
      Map<Character, List<Phrase>> phrases,
      Map<String, short[]> surnames,
      Set<String> notSurnames) {
    this.syllables = syllables;
    List<int[]> beyond = new ArrayList<>();
    for (int syllable = 1; syllable < syllables.length; syllable++) {
      String text = characters.get(syllable - 1);
      for (int i = 0; i < text.length(); ) {
        int character = text.codePointAt(i);
        i += Character.charCount(character);
        if (character <= LAST) {
          basic[character - FIRST] = (short) syllable;
        } else {
          beyond.add(new int[] {character, syllable});
        }
      }
    }
    beyond.sort((a, b) -> Integer.compare(a[0], b[0]));
    this.rare = beyond.stream().mapToInt(entry -> entry[0]).toArray();
    this.rareReadings = new short[rare.length];
    for (int i = 0; i < rare.length; i++) {
      rareReadings[i] = (short) beyond.get(i)[1];
    }
    this.phrases = new HashMap<>();
    phrases.forEach(
        (first, list) -> {
          list.sort((a, b) -> Integer.compare(b.text.length(), a.text.length()));
          this.phrases.put(first, list.toArray(Phrase[]::new));
        });
    this.surnames = Map.copyOf(surnames);
    this.notSurnames = Set.copyOf(notSurnames);
  }

  static HanReadings get() {
    return INSTANCE;
  }

  String syllable(int reading) {
    return syllables[reading];
  }

  int syllableCount() {
    return syllables.length;
  }

  /** The reading that a character has most often. */
  short reading(int character) {
    if (character >= FIRST && character <= LAST) {
      return basic[character - FIRST];
    }
    int at = Arrays.binarySearch(rare, character);
    return at < 0 ? 0 : rareReadings[at];
  }

  /** Readings of the longest phrase at this place, or null; the array's length is the phrase's. */
  short @Nullable [] phrase(String text, int at, int end) {
    Phrase[] candidates = phrases.get(text.charAt(at));
    if (candidates == null) {
      return null;
    }
    for (Phrase phrase : candidates) {
      if (at + phrase.text.length() <= end && text.startsWith(phrase.text, at)) {
        return phrase.readings;
      }
    }
    return null;
  }

  /**
   * Readings of a surname at the start of what looks like a person's name: a run of two to four Han
   * characters that begins with no ordinary word.
   */
  short @Nullable [] surname(String text, int at, int end) {
    int length = end - at;
    if (length < 2 || length > 4) {
      return null;
    }
    short[] two = surnames.get(text.substring(at, at + 2));
    if (two != null) {
      return two;
    }
    short[] one = surnames.get(text.substring(at, at + 1));
    if (one == null
        || notSurnames.contains(text.substring(at, at + 2))
        || (length > 2 && notSurnames.contains(text.substring(at, at + 3)))) {
      return null;
    }
    return one;
  }

  private static HanReadings load() {
    List<String> syllables = new ArrayList<>(List.of(""));
    List<String> characters = new ArrayList<>();
    Map<String, Short> numbers = new HashMap<>();
    Map<Character, List<Phrase>> phrases = new HashMap<>();
    Map<String, short[]> surnames = new HashMap<>();
    Set<String> notSurnames = new HashSet<>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                HanReadings.class.getResourceAsStream("han-readings.txt"),
                StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int tab = line.indexOf('\t');
        switch (line.charAt(0)) {
          case '=' -> {
            numbers.put(line.substring(1, tab), (short) syllables.size());
            syllables.add(line.substring(1, tab));
            characters.add(line.substring(tab + 1));
          }
          case '+' -> {
            String text = line.substring(1, tab);
            phrases
                .computeIfAbsent(text.charAt(0), first -> new ArrayList<>())
                .add(new Phrase(text, readings(line.substring(tab + 1), numbers)));
          }
          case '^' ->
              surnames.put(line.substring(1, tab), readings(line.substring(tab + 1), numbers));
          case '-' -> notSurnames.add(line.substring(1));
          default -> {
            // A comment.
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HanReadings(
        syllables.toArray(String[]::new), characters, phrases, surnames, notSurnames);
  }

  private static short[] readings(String text, Map<String, Short> numbers) {
    String[] parts = text.split(" ");
    short[] readings = new short[parts.length];
    for (int i = 0; i < parts.length; i++) {
      readings[i] = requireNonNull(numbers.get(parts[i]), parts[i]);
    }
    return readings;
  }
}
