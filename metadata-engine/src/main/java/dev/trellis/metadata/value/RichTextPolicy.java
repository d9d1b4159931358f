package dev.trellis.metadata.value;

import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;

/**
 * What rich text may hold: text, headings, lists, tables, links and images over http(s); no script,
 * style or event handler.
 */
final class RichTextPolicy {
  private static final PolicyFactory POLICY =
      Sanitizers.FORMATTING
          .and(Sanitizers.BLOCKS)
          .and(Sanitizers.LINKS)
          .and(Sanitizers.IMAGES)
          .and(Sanitizers.TABLES);

  private RichTextPolicy() {}

  static String sanitise(String html) {
    return POLICY.sanitize(html).strip();
  }
}
