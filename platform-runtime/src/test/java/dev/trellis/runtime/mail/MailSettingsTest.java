package dev.trellis.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trellis.runtime.mail.MailSettings.Login;
import dev.trellis.runtime.mail.MailSettings.StartTls;
import dev.trellis.runtime.startup.StartFailure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailSettingsTest {
  @Test
  void withoutAServerThereIsNoMailAndNothingElseIsNeeded() {
    assertThat(MailSettings.read(_ -> Optional.empty())).isEmpty();
    assertThat(read(" ", "https://crm.example.com")).isEmpty();
  }

  @Test
  void theUsualServerIsReachedWithTlsAndALogin() {
    assertThat(
            read(
                "smtp://crm%40example.com:p%3Aw%2B+x@mail.example.com?from=crm+no@example.com",
                "https://crm.example.com/"))
        .contains(
            new MailSettings(
                "mail.example.com",
                587,
                false,
                StartTls.REQUIRED,
                Optional.of(new Login("crm@example.com", "p:w++x")),
                "crm+no@example.com",
                "https://crm.example.com"));
  }

  @ParameterizedTest
  @CsvSource({
    "smtps://m.test?from=a@b.test, 465, true, REQUIRED",
    "smtps://m.test:2465?from=a@b.test, 2465, true, REQUIRED",
    "smtp://m.test:25?from=a@b.test&tls=off, 25, false, OFF",
    "smtp://m.test:25?from=a@b.test&tls=optional, 25, false, OPTIONAL"
  })
  void portAndEncryptionFollowTheAddress(
      String address, int port, boolean isEncrypted, StartTls tls) {
    MailSettings settings = read(address, "http://localhost:8080").orElseThrow();
    assertThat(settings.port()).isEqualTo(port);
    assertThat(settings.isEncrypted()).isEqualTo(isEncrypted);
    assertThat(settings.tls()).isEqualTo(tls);
    assertThat(settings.login()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mail.example.com",
        "http://m.test?from=a@b.test",
        "smtp://u:s3cret@m.test",
        "smtp://u:s3cret@m.test?from=nobody",
        "smtp://u:s3cret@m.test?from=a@b.test&tls=maybe",
        "smtp://u:s3cret@m.test?from=a@b.test&ssl=true",
        "smtp://u:s3cret@m test?from=a@b.test"
      })
  void whatIsWrongIsSaidWithoutThePassword(String address) {
    assertThatThrownBy(() -> read(address, "https://crm.example.com"))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("TRELLIS_SMTP_URL")
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "crm.example.com", "ftp://crm.example.com"})
  void mailsNeedToKnowWhereTheirLinksLead(String publicUrl) {
    assertThatThrownBy(() -> read("smtp://m.test?from=a@b.test", publicUrl))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("TRELLIS_PUBLIC_URL");
  }

  private static Optional<MailSettings> read(String smtp, String publicUrl) {
    Map<String, String> environment =
        Map.of("TRELLIS_SMTP_URL", smtp, "TRELLIS_PUBLIC_URL", publicUrl);
    return MailSettings.read(name -> Optional.ofNullable(environment.get(name)));
  }
}
