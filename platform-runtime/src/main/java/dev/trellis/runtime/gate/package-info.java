/** What stands before every request: authentication, limits, headers. */
@NullMarked
package dev.trellis.runtime.gate;

import org.jspecify.annotations.NullMarked;
