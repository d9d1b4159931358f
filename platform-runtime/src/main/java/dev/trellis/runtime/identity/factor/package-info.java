/** What a person has beside a password: codes of an app, and recovery codes. */
@NullMarked
package dev.trellis.runtime.identity.factor;

import org.jspecify.annotations.NullMarked;
