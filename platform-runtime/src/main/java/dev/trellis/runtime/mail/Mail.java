package dev.trellis.runtime.mail;

/** Plain text, so that nothing in it can be more than text. */
public record Mail(String to, String subject, String text) {
  public Mail {
    // What people named themselves must not become a header of its own.
    subject = subject.replaceAll("\\p{Cntrl}", " ");
  }
}
