package dev.trellis.metadata.query;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of the values of one tenant's records. PostgreSQL cannot know it: its statistics
 * are of a column that many tenants and fields share. Old figures are fine; they choose between
 * plans, never what is answered.
 */
public interface FieldStatistics {
  /**
   * @param rows live records of the object
   * @param distinct different values
   * @param nulls records without a value
   * @param common the most common values, as text, with the number of records that have them
   */
  record Figures(long rows, long distinct, long nulls, Map<String, Long> common) {
    public Figures {
      common = Map.copyOf(common);
    }
  }

  OptionalLong rows(ObjectModel object);

  Optional<Figures> of(ObjectModel object, FieldModel field);

  /** For objects that were never counted. */
  FieldStatistics UNKNOWN =
      new FieldStatistics() {
        @Override
        public OptionalLong rows(ObjectModel object) {
          return OptionalLong.empty();
        }

        @Override
        public Optional<Figures> of(ObjectModel object, FieldModel field) {
          return Optional.empty();
        }
      };
}
