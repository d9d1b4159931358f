package dev.trellis.runtime.transfer.value;

import dev.trellis.sdk.component.PicklistValue;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of a picklist, found by value or label in any language, whatever the case; with a
 * guess for what is not there.
 */
final class Choices {
  private static final int MAX_GUESSED = 100;

  private final List<String> active = new ArrayList<>();
  private final Map<String, String> byText = new HashMap<>();
  private final Map<String, String> guesses = new HashMap<>();

  Choices(List<PicklistValue> values) {
    for (PicklistValue value : values) {
      if (value.active()) {
        active.add(value.value());
        byText.putIfAbsent(key(value.value()), value.value());
      }
    }
    for (PicklistValue value : values) {
      if (value.active() && value.label() != null) {
        value
            .label()
            .texts()
            .values()
            .forEach(label -> byText.putIfAbsent(key(label), value.value()));
      }
    }
  }

  /** Null when the list has no such value. */
  @Nullable String find(String text) {
    return byText.get(key(text));
  }

  /** The value that was probably meant. */
  Optional<String> guess(String text) {
    if (text.length() > MAX_GUESSED) {
      return Optional.empty();
    }
    if (guesses.size() > 1_000) {
      guesses.clear();
    }
    String guess =
        guesses.computeIfAbsent(
            text,
            wanted -> {
              String best = "";
              double bestLikeness = 0.6;
              for (var entry : byText.entrySet()) {
                double likeness = Likeness.of(key(wanted), entry.getKey());
                if (likeness > bestLikeness) {
                  best = entry.getValue();
                  bestLikeness = likeness;
                }
              }
              return best;
            });
    return guess.isEmpty() ? Optional.empty() : Optional.of(guess);
  }

  private static String key(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ");
  }
}
