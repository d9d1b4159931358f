package dev.trellis.metadata.formula;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** By how much {@linkplain Rollup#isAdditive additive} roll-ups of records of one object change. */
public final class Differences {
  private final Map<Integer, Rollup> rollups = new LinkedHashMap<>();
  private final Map<UUID, Map<Integer, BigDecimal>> byParent = new HashMap<>();

  public void add(Rollup rollup, UUID parent, BigDecimal difference) {
    if (difference.signum() != 0) {
      int ordinal = rollup.field().ordinal();
      rollups.put(ordinal, rollup);
      byParent
          .computeIfAbsent(parent, _ -> new HashMap<>())
          .merge(ordinal, difference, BigDecimal::add);
    }
  }

  /** The roll-ups that change anywhere. */
  public List<Rollup> rollups() {
    return List.copyOf(rollups.values());
  }

  /** The records that have one that changes. */
  public Collection<UUID> parents() {
    return byParent.keySet();
  }

  public BigDecimal of(UUID parent, Rollup rollup) {
    return byParent
        .getOrDefault(parent, Map.of())
        .getOrDefault(rollup.field().ordinal(), BigDecimal.ZERO);
  }
}
