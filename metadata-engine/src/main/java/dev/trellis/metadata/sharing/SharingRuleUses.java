package dev.trellis.metadata.sharing;

import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.sdk.component.Grantee;
import dev.trellis.sdk.component.Kind;
import dev.trellis.sdk.component.SharingRuleDefinition;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which sharing rules speak of somebody: who is spoken of can neither go nor be renamed. */
public final class SharingRuleUses {
  private SharingRuleUses() {}

  /** Inactive rules count: they may be switched on again. */
  public static List<String> of(TenantModel model, Predicate<Grantee> grantee) {
    return model.objects().values().stream()
        .flatMap(object -> object.sharingRules().stream())
        .filter(
            rule ->
                Stream.concat(rule.ownedBy().stream(), rule.sharedWith().stream())
                    .anyMatch(grantee))
        .map(SharingRuleDefinition::name)
        .map(name -> Kind.SHARING_RULE.wire() + " " + name)
        .toList();
  }
}
