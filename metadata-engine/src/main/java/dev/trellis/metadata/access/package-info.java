/** Who may see and do what, as data. */
@NullMarked
package dev.trellis.metadata.access;

import org.jspecify.annotations.NullMarked;
