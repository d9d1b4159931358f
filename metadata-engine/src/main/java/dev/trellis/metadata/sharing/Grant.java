package dev.trellis.metadata.sharing;

import dev.trellis.metadata.expression.Expression;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One reason for which records are reached; any of them is enough. */
public sealed interface Grant {
  /** The caller's own records. */
  record Own(UUID user) implements Grant {}

  /** Records of those who stand below the caller. */
  record Hierarchy(Set<UUID> owners) implements Grant {
    public Hierarchy {
      owners = Set.copyOf(owners);
    }
  }

  /**
   * What a rule opens.
   *
   * @param owners whose records; null for anybody's
   * @param criteria which of them; null for all
   */
  record Rule(String name, @Nullable Set<UUID> owners, @Nullable Expression criteria)
      implements Grant {
    public Rule {
      owners = owners == null ? null : Set.copyOf(owners);
    }
  }

  /**
   * Records that were shared one by one.
   *
   * @param with the caller, their role, their teams
   */
  record Shares(Set<UUID> with, Level atLeast) implements Grant {
    public Shares {
      with = Set.copyOf(with);
    }
  }
}
