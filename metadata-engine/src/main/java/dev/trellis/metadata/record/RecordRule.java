package dev.trellis.metadata.record;

import java.util.List;

/** Something that must hold for a record before it is written, decided from the record alone. */
interface RecordRule {
  /** Every rule, in the order in which a person would want to hear of them. */
  List<RecordRule> ALL =
      List.of(new RequiredFields(), new DependentPicklists(), new RecordTypePicklists());

  void check(Draft draft);

  static void checkAll(Draft draft) {
    for (RecordRule rule : ALL) {
      rule.check(draft);
    }
  }
}
