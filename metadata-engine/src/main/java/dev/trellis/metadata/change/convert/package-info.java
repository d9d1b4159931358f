/** How values become values of another type. Pure. */
@NullMarked
package dev.trellis.metadata.change.convert;

import org.jspecify.annotations.NullMarked;
