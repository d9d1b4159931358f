/** Ends what has outlived its time: the recycle bin, old answers, files that nothing holds. */
@NullMarked
package dev.trellis.runtime.retention;

import org.jspecify.annotations.NullMarked;
