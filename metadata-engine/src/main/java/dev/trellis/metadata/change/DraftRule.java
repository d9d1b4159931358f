package dev.trellis.metadata.change;

import dev.trellis.sdk.error.Violation;
import java.util.List;

/** A rule about documents alone: names, owners, repetitions. Checked first. */
public interface DraftRule {
  List<Violation> check(Draft draft);
}
