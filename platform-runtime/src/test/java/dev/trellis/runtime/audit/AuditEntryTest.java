package dev.trellis.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditEntryTest {
  private static final byte[] START = ChainPoint.START.hash();

  @Test
  void theHashStaysWhatItIs() {
    // Entries of earlier versions have to verify: a new form needs a new name.
    assertThat(HexFormat.of().formatHex(Chain.entry(1, "user 1").hash(START)))
        .isEqualTo("8735e14db8a192dbcf6990c5a0e61ab86c13f09927b0ac246e7322f6386f881e");
  }

  @Test
  void nothingMovesFromOnePartToTheNextUnnoticed() {
    Set<String> hashes = new HashSet<>();
    for (List<String> parts :
        List.of(
            Arrays.asList("ab", "c"),
            Arrays.asList("a", "bc"),
            Arrays.asList("abc", null),
            Arrays.asList("abc", ""),
            Arrays.asList(null, "abc"))) {
      hashes.add(HexFormat.of().formatHex(entry(parts.get(0), parts.get(1)).hash(START)));
    }
    assertThat(hashes).hasSize(5);
  }

  private static AuditEntry entry(String subjectId, String subjectName) {
    return new AuditEntry(
        1,
        1,
        Instant.EPOCH,
        "user",
        null,
        null,
        null,
        null,
        null,
        "user.changed",
        "user",
        subjectId,
        subjectName,
        null,
        null);
  }
}
