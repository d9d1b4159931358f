/** Who is calling and with what rights: users, sessions, API keys, sign-in. */
@NullMarked
package dev.trellis.runtime.identity;

import org.jspecify.annotations.NullMarked;
