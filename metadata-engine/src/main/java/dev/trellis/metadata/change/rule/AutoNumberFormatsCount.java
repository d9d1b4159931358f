package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import dev.trellis.sdk.error.Violation;
import java.util.List;
import java.util.regex.Pattern;

/** A format has the number once, beside it only dates and plain text. */
final class AutoNumberFormatsCount implements ChangeRule {
  private static final String TEXT = "(?:[^{}\\p{Cntrl}]|\\{(?:YYYY|YY|MM|DD)})*";
  private static final Pattern FORMAT = Pattern.compile(TEXT + "\\{0{1,18}}" + TEXT);

  @Override
  public List<Violation> check(Candidate candidate) {
    return candidate.draft().written(FieldDefinition.class).stream()
        .filter(
            field ->
                field.type() instanceof FieldType.AutoNumber number
                    && !FORMAT.matcher(number.format()).matches())
        .map(
            field ->
                Violation.of(candidate.draft().pointer(field) + "/format", "bad_number_format"))
        .toList();
  }
}
