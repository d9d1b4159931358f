package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordHashTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @Test
  void onlyTheSamePasswordMatches() {
    String hash = PasswordHash.of("correct horse", RANDOM);
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordHash.matches("correct horse", hash)).isTrue();
    assertThat(PasswordHash.matches("correct horse ", hash)).isFalse();
    assertThat(PasswordHash.matches("Correct horse", hash)).isFalse();
  }

  @Test
  void theSamePasswordHashesDifferentlyEachTime() {
    assertThat(PasswordHash.of("correct horse", RANDOM))
        .isNotEqualTo(PasswordHash.of("correct horse", RANDOM));
  }

  @Test
  void composedAndDecomposedCharactersAreTheSamePassword() {
    assertThat(PasswordHash.matches("cafe\u0301 12345", PasswordHash.of("caf\u00e9 12345", RANDOM)))
        .isTrue();
  }

  /** The reference implementation's own test vector (argon2 0x13, test.c). */
  @Test
  void agreesWithTheReferenceImplementation() {
    assertThat(
            PasswordHash.matches(
                "password",
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
        .isTrue();
  }

  @Test
  void weakerParametersAreOutdated() {
    assertThat(PasswordHash.isOutdated(PasswordHash.of("x", RANDOM))).isFalse();
    assertThat(PasswordHash.isOutdated("$argon2id$v=19$m=4096,t=1,p=1$c29tZXNhbHQ$AAAA")).isTrue();
  }

  @Test
  void aBrokenHashMatchesNothing() {
    assertThat(PasswordHash.matches("x", "plain text")).isFalse();
    assertThat(PasswordHash.matches("", "")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "seven77, too_short",
    "Password1, password_common",
    "li.wei@example.test, password_is_name",
    "长长长长长长长长, ''",
    "correct horse battery, ''"
  })
  void newPasswordsAreLongEnoughAndNotTheFirstGuess(String password, String code) {
    var violations = PasswordPolicy.check("/password", password, List.of("Li.Wei@example.test"));
    assertThat(violations.isEmpty() ? "" : violations.getFirst().code()).isEqualTo(code);
  }
}
