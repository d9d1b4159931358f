/** Encryption of what is stored, with a key that is not. */
@NullMarked
package dev.trellis.runtime.secret;

import org.jspecify.annotations.NullMarked;
