/** Who did what, when and from where: written once, chained, and checked. */
@NullMarked
package dev.trellis.runtime.audit;

import org.jspecify.annotations.NullMarked;
