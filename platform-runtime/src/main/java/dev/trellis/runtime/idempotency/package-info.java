/** A retried POST answers what the first one did, and does nothing. */
@NullMarked
package dev.trellis.runtime.idempotency;

import org.jspecify.annotations.NullMarked;
