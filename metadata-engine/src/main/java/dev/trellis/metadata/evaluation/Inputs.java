package dev.trellis.metadata.evaluation;

import dev.trellis.metadata.expression.Binding;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What an expression is worked out over. Values are {@code BigDecimal}, {@code String}, {@code
 * Boolean}, {@code LocalDate}, {@code Instant}, {@code LocalTime}, {@code List<String>} for several
 * choices, {@code UUID} for references and {@link Place}; null is blank.
 */
public interface Inputs {
  /** A field's value, or a column's, or that of a global. */
  @Nullable Object read(Binding binding);

  /** What a field held before the change that is being judged; null for a new record. */
  default @Nullable Object prior(Binding binding) {
    return null;
  }

  /** What {@code VLOOKUP} finds; where other records cannot be asked, nobody knows. */
  default @Nullable Object lookup(Binding.OfLookup lookup, String key) {
    throw EvaluationException.of("only_server_knows", "what", "VLOOKUP");
  }

  /** Whether the record is being made. */
  default boolean isNew() {
    return false;
  }

  /** One moment for the whole evaluation. */
  Instant now();

  /** The user's. */
  ZoneId zone();
}
