package dev.trellis.runtime.mail;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/** What mails say, in the language of who gets them. {@code {name}} stands for a parameter. */
public final class MailTexts {
  private static final String ENGLISH = "en";
  private static final Map<String, Properties> BUNDLES =
      Map.of(ENGLISH, load("mails_en"), "zh-CN", load("mails_zh_CN"));

  private MailTexts() {}

  /**
   * @param name what the mail is about: its subject is {@code <name>.subject}, what it says {@code
   *     <name>.text}
   */
  public static Mail mail(String name, String language, String to, Map<String, String> params) {
    Properties texts = bundle(language);
    return new Mail(
        to,
        fill(texts.getProperty(name + ".subject"), params),
        fill(texts.getProperty(name + ".text"), params));
  }

  static Properties bundle(String language) {
    return BUNDLES.getOrDefault(language, BUNDLES.get(ENGLISH));
  }

  private static String fill(String text, Map<String, String> params) {
    String filled = text;
    for (Map.Entry<String, String> param : params.entrySet()) {
      filled = filled.replace("{" + param.getKey() + "}", param.getValue());
    }
    return filled;
  }

  private static Properties load(String name) {
    var properties = new Properties();
    try (var stream = MailTexts.class.getResourceAsStream("/messages/" + name + ".properties")) {
      if (stream == null) {
        throw new IllegalStateException("missing " + name);
      }
      properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
