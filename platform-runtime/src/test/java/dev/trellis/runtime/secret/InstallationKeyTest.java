package dev.trellis.runtime.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.runtime.startup.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationKeyTest {
  private static final byte[] SECRET = "a secret".getBytes(UTF_8);
  private static final InstallationKey KEY = key((byte) 1);

  @Test
  void whatWasSealedOpensAgainAtItsPlace() {
    SecretBox box = KEY.box("x");
    byte[] sealed = box.seal(SECRET, "here");
    assertThat(new String(sealed, UTF_8)).doesNotContain("secret");
    assertThat(box.open(sealed, "here")).isEqualTo(SECRET);
    assertThat(box.seal(SECRET, "here")).as("sealed twice").isNotEqualTo(sealed);
  }

  @Test
  void itOpensNowhereElse() {
    byte[] sealed = KEY.box("x").seal(SECRET, "here");
    assertRefused(KEY.box("x"), sealed, "there");
    assertRefused(KEY.box("y"), sealed, "here");
    assertRefused(key((byte) 2).box("x"), sealed, "here");
    byte[] changed = sealed.clone();
    changed[changed.length - 1] ^= 1;
    assertRefused(KEY.box("x"), changed, "here");
  }

  @Test
  void hashesOfAnotherKeyOrPurposeDiffer() {
    byte[] hash = KEY.hash("x").of("code");
    assertThat(KEY.hash("x").of("code")).isEqualTo(hash);
    assertThat(KEY.hash("y").of("code")).isNotEqualTo(hash);
    assertThat(key((byte) 2).hash("x").of("code")).isNotEqualTo(hash);
  }

  @Test
  void theFolderKeepsOneForItsOwnerAlone(@TempDir Path folder) throws IOException {
    InstallationKey made = InstallationKey.in(folder);
    assertThat(InstallationKey.in(folder).check()).isEqualTo(made.check());
    try (var files = Files.list(folder)) {
      assertThat(files)
          .singleElement()
          .satisfies(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .containsExactlyInAnyOrder(
                          PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base 64!", "c2hvcnQ="})
  void aSettingThatIsNoKeyIsRefusedWithoutBeingShown(String text) {
    assertThatThrownBy(() -> InstallationKey.parse(text))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("TRELLIS_SECRET_KEY")
        .hasMessageNotContaining("c2hvcnQ");
  }

  private static InstallationKey key(byte filling) {
    var bytes = new byte[32];
    Arrays.fill(bytes, filling);
    return InstallationKey.parse(Base64.getEncoder().encodeToString(bytes));
  }

  private static void assertRefused(SecretBox box, byte[] sealed, String place) {
    assertThatThrownBy(() -> box.open(sealed, place)).isInstanceOf(IllegalStateException.class);
  }
}
