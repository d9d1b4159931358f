package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.component.DuplicateRuleDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Only texts sound alike, are mistyped or have digits; structured values are not compared at all.
 */
final class DuplicateRulesCompareTexts implements ChangeRule {
  @Override
  public List<Violation> check(Candidate candidate) {
    var violations = new ArrayList<Violation>();
    for (DuplicateRuleDefinition rule : candidate.draft().written(DuplicateRuleDefinition.class)) {
      for (int i = 0; i < rule.match().size(); i++) {
        DuplicateRuleDefinition.Match match = rule.match().get(i);
        String pointer = candidate.draft().pointer(rule) + "/match/" + i;
        candidate
            .modelAfter()
            .object(rule.objectName())
            .flatMap(object -> object.field(match.field()))
            .filter(field -> !isComparable(field, match.method()))
            .ifPresent(
                field ->
                    violations.add(
                        Violation.of(
                            pointer + "/method",
                            "method_not_for_type",
                            "method",
                            match.method(),
                            "type",
                            field.type().wire())));
      }
    }
    return violations;
  }

  private static boolean isComparable(FieldModel field, String method) {
    return switch (field.type()) {
      case FieldType.Text _,
          FieldType.Email _,
          FieldType.Phone _,
          FieldType.Url _,
          FieldType.AutoNumber _ ->
          true;
      case FieldType.LongText _,
          FieldType.RichText _,
          FieldType.MultiPicklist _,
          FieldType.Address _,
          FieldType.Geolocation _,
          FieldType.File _,
          FieldType.Image _,
          FieldType.Json _ ->
          false;
      case FieldType.Number _,
          FieldType.Currency _,
          FieldType.Percent _,
          FieldType.Bool _,
          FieldType.Date _,
          FieldType.Datetime _,
          FieldType.Time _,
          FieldType.Duration _,
          FieldType.Picklist _,
          FieldType.Reference _ ->
          method.equals("equal");
    };
  }
}
