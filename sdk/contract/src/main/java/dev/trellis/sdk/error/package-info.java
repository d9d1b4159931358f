/** Errors as public API: codes, violations and the one exception that leaves a request. */
@NullMarked
package dev.trellis.sdk.error;

import org.jspecify.annotations.NullMarked;
