package dev.trellis.metadata.change.plan;

import dev.trellis.metadata.catalog.ComponentKey;
import dev.trellis.sdk.error.Violation;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a change does, or would do, to existing records.
 *
 * @param rows how many it touches
 * @param failing how many of them hold a value that does not convert, or that another holds too
 * @param examples the first of those
 * @param indexes what is to be indexed
 */
public record Impact(
    ComponentKey component,
    Effect effect,
    long rows,
    long failing,
    List<Example> examples,
    List<String> indexes) {
  public static final int MAX_EXAMPLES = 100;

  public enum Effect {
    /** Values are converted. */
    CONVERT,
    /** Values are copied to an index. */
    INDEX,
    /** The same, by a job after the change. */
    INDEX_LATER,
    /** Roll-ups are gathered. */
    GATHER,
    /** The same, by a job after the change. */
    GATHER_LATER,
    /** Values are checked for uniqueness. */
    UNIQUE,
    /** Records without a value cannot be saved any more without one. */
    REQUIRE,
    /** Values are hidden, and gone after 30 days. */
    HIDE_VALUES,
    /** Records are hidden, and gone after 30 days. */
    HIDE_RECORDS,
    /** Records keep a value that is not in its list any more. */
    DROP_CHOICES,
    /** Records keep a record type that is not there any more. */
    DROP_RECORD_TYPE;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A record that stands in the way.
   *
   * @param value as the record shows it
   * @param reason why; its pointer is the field
   */
  public record Example(UUID id, @Nullable String name, String value, Violation reason) {}

  public Impact {
    examples = List.copyOf(examples);
    indexes = List.copyOf(indexes);
  }

  public static Impact of(ComponentKey component, Effect effect, long rows) {
    return new Impact(component, effect, rows, 0, List.of(), List.of());
  }
}
