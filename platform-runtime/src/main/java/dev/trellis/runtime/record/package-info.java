/** Records: the one save pipeline, reads, and their HTTP resources. */
@NullMarked
package dev.trellis.runtime.record;

import org.jspecify.annotations.NullMarked;
