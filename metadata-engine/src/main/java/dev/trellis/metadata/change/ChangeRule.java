package dev.trellis.metadata.change;

import dev.trellis.sdk.error.Violation;
import java.util.List;

/** A rule about what components mean to each other. */
public interface ChangeRule {
  List<Violation> check(Candidate candidate);
}
