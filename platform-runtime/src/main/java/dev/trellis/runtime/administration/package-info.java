/** What administrators see and set of their tenant as a whole. */
@NullMarked
package dev.trellis.runtime.administration;

import org.jspecify.annotations.NullMarked;
