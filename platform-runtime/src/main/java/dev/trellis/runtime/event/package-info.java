/** Changes as they happen: what nodes tell each other, and who listens on this one. */
@NullMarked
package dev.trellis.runtime.event;

import org.jspecify.annotations.NullMarked;
