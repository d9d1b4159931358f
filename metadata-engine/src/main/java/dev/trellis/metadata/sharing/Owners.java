package dev.trellis.metadata.sharing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Whose records are reached whatever they hold. Made once for each caller and object, because there
 * may be thousands of them.
 *
 * @param all whose
 * @param listed the same as statements name them, or, when that is shorter, everybody else
 * @param isRest whether everybody else is listed
 */
public record Owners(Set<UUID> all, UUID[] listed, boolean isRest) {
  /** A list that short is not worth turning around. */
  public static final int FEW = 8;

  static Owners of(List<Grant> grants, Set<UUID> everybody) {
    var owners = new HashSet<UUID>();
    for (Grant grant : grants) {
      switch (grant) {
        case Grant.Own(UUID user) -> owners.add(user);
        case Grant.Hierarchy(Set<UUID> below) -> owners.addAll(below);
        case Grant.Rule rule -> {
          if (rule.owners() != null && rule.criteria() == null) {
            owners.addAll(rule.owners());
          }
        }
        case Grant.Shares _ -> {}
      }
    }
    return of(owners, everybody);
  }

  public static Owners of(Set<UUID> owners, Set<UUID> everybody) {
    if (owners.size() <= FEW || owners.size() <= everybody.size() / 2) {
      return new Owners(Set.copyOf(owners), owners.toArray(UUID[]::new), false);
    }
    var others = new HashSet<>(everybody);
    others.removeAll(owners);
    return new Owners(Set.copyOf(owners), others.toArray(UUID[]::new), true);
  }
}
