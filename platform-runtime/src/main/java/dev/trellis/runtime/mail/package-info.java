/** Mails to people, over SMTP. */
@NullMarked
package dev.trellis.runtime.mail;

import org.jspecify.annotations.NullMarked;
