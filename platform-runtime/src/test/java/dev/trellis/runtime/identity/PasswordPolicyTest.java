package dev.trellis.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trellis.sdk.error.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"password1", "Password1", "QWERTYUIOP", "12345678", "michelle", "1qaz2wsx"})
  void whatEverybodyTriesFirstIsRefusedInAnyCase(String password) {
    assertThat(codes(password)).containsExactly("password_common");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"correct horse battery", "zwölf Boxkämpfer", "我家门前有两棵树呀", "kT7#pq!x", "        x"})
  void anythingElseOfEightCharactersWillDo(String password) {
    assertThat(codes(password)).isEmpty();
  }

  @Test
  void lengthIsCountedInCharactersAndNothingIsCutOff() {
    assertThat(codes("七个字的密码呀")).containsExactly("too_short");
    assertThat(codes("🐎".repeat(256))).isEmpty();
    assertThat(codes("🐎".repeat(257))).containsExactly("too_long");
  }

  @Test
  void onesOwnNamesAreNoSecrets() {
    assertThat(codes("Ada@Example.test")).containsExactly("password_is_name");
  }

  private static List<String> codes(String password) {
    return PasswordPolicy.check("/password", password, List.of("ada@example.test")).stream()
        .map(Violation::code)
        .toList();
  }
}
