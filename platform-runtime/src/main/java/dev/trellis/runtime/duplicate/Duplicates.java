package dev.trellis.runtime.duplicate;

import dev.trellis.metadata.duplicate.DuplicateMatcher;
import java.util.List;
import java.util.UUID;

/**
 * What a rule found for one record.
 *
 * @param records the others that stand for the same thing, oldest first
 */
public record Duplicates(DuplicateMatcher matcher, List<UUID> records) {
  public Duplicates {
    records = List.copyOf(records);
  }
}
