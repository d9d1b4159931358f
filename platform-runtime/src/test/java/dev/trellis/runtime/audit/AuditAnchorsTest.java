package dev.trellis.runtime.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditAnchorsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ChainPoint POINT = Chain.of(3).point(3);

  @TempDir Path folder;

  @Test
  void whatWasAnchoredIsFoundAgainByTheNextStart() throws IOException {
    anchors().add(7, POINT, NOW);
    assertThat(anchors().of(7).points()).containsExactly(POINT);
    assertThat(anchors().of(7).isForged()).isFalse();
    assertThat(anchors().of(8).points()).as("another tenant").isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aLineThatTellsSomethingElseIsForged() throws IOException {
    anchors().add(7, POINT, NOW);
    Path file = folder.resolve("anchors/7.jsonl");
    Files.writeString(file, Files.readString(file).replace("\"seq\":3", "\"seq\":2"));
    assertThat(anchors().of(7).isForged()).isTrue();
  }

  @Test
  void anAnchorOfAnotherTenantIsForged() throws IOException {
    anchors().add(7, POINT, NOW);
    Files.copy(folder.resolve("anchors/7.jsonl"), folder.resolve("anchors/8.jsonl"));
    assertThat(anchors().of(8).isForged()).isTrue();
  }

  @Test
  void anotherKeyVouchesForNothing() {
    anchors().add(7, POINT, NOW);
    var others = new AuditAnchors(folder, AuditKey.of(Optional.of("another"), folder));
    assertThat(others.of(7).isForged()).isTrue();
  }

  @Test
  void halfALineThatACrashLeftSpoilsNothing() throws IOException {
    anchors().add(7, POINT, NOW);
    Files.writeString(
        folder.resolve("anchors/7.jsonl"), "{\"at\":\"2026-01", StandardOpenOption.APPEND);
    ChainPoint later = Chain.of(4).point(4);
    anchors().add(7, later, NOW);
    assertThat(anchors().of(7).points()).containsExactly(POINT, later);
    assertThat(anchors().of(7).isForged()).isFalse();
  }

  private AuditAnchors anchors() {
    return new AuditAnchors(folder, AuditKey.of(Optional.empty(), folder));
  }
}
