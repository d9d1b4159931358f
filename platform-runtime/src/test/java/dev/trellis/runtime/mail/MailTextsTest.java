package dev.trellis.runtime.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MailTextsTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");

  @Test
  void bothLanguagesSayTheSame() {
    var english = MailTexts.bundle("en");
    var chinese = MailTexts.bundle("zh-CN");
    assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(placeholders(chinese.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(english.getProperty(key)));
    }
  }

  @Test
  void aNameCannotAddAHeader() {
    Mail mail =
        MailTexts.mail("invitation", "en", "a@b.test", Map.of("company", "X\r\nBcc: all@b.test"));
    assertThat(mail.subject()).doesNotContain("\r", "\n");
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
