package dev.trellis.metadata.formula;

import dev.trellis.metadata.expression.Binding;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What formulas see besides records.
 *
 * @param userId who reads or saves
 * @param now one moment for the whole request
 * @param zone the tenant's
 */
public record Surroundings(UUID userId, Instant now, ZoneId zone) {
  @Nullable Object global(Binding.Global global) {
    return switch (global) {
      case USER_ID -> userId;
    };
  }
}
