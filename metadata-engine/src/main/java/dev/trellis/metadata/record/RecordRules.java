package dev.trellis.metadata.record;

import java.util.List;

/** Every {@link RecordRule}, in the order in which a person would want to hear of them. */
public final class RecordRules {
  private static final List<RecordRule> ALL =
      List.of(
          new RequiredFields(),
          new DependentPicklists(),
          new RecordTypePicklists(),
          new NewOwnerNeedsTransfer());

  private RecordRules() {}

  public static void check(Draft draft, Saver saver) {
    ALL.forEach(rule -> rule.check(draft, saver));
  }
}
