/** Tables of their own for very large objects. */
@NullMarked
package dev.trellis.runtime.promotion;

import org.jspecify.annotations.NullMarked;
