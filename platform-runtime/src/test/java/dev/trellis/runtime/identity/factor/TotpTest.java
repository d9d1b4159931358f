package dev.trellis.runtime.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);
  private static final long STEP = Totp.step(NOW);

  /** The last six digits of those in RFC 6238, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void theCodesAreThoseOfTheStandard(long seconds, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
  }

  @Test
  void aStepBeforeAndAStepAfterAreGood() {
    for (long step = STEP - 1; step <= STEP + 1; step++) {
      assertThat(Totp.match(SECRET, Totp.code(SECRET, step), NOW, 0)).hasValue(step);
    }
    assertThat(Totp.match(SECRET, Totp.code(SECRET, STEP - 2), NOW, 0)).isEmpty();
    assertThat(Totp.match(SECRET, Totp.code(SECRET, STEP + 2), NOW, 0)).isEmpty();
  }

  @Test
  void noCodeIsTakenTwiceNorAnEarlierOneLater() {
    assertThat(Totp.match(SECRET, Totp.code(SECRET, STEP), NOW, STEP)).isEmpty();
    assertThat(Totp.match(SECRET, Totp.code(SECRET, STEP - 1), NOW, STEP)).isEmpty();
    assertThat(Totp.match(SECRET, Totp.code(SECRET, STEP + 1), NOW, STEP)).hasValue(STEP + 1);
  }

  @Test
  void theSecretIsWrittenAsAppsReadIt() {
    assertThat(new TotpSecret(SECRET).text()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(new TotpSecret(SECRET).uri("Trellis (acme)", "ada@example.test"))
        .isEqualTo(
            "otpauth://totp/Trellis%20%28acme%29:ada%40example.test"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Trellis%20%28acme%29"
                + "&algorithm=SHA1&digits=6&period=30");
  }

  @Test
  void recoveryCodesDifferAndAreReadHoweverTheyAreCopied() {
    var random = new SecureRandom();
    assertThat(Stream.generate(() -> RecoveryCode.random(random).text()).limit(1_000).distinct())
        .hasSize(1_000)
        .allMatch(code -> code.matches("([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}"));
    assertThat(RecoveryCode.significant(" ABCD efgh-2345 -6789"))
        .isEqualTo(RecoveryCode.significant("abcd-efgh-2345-6789"));
  }
}
