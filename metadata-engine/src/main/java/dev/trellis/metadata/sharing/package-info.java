/** Which records a caller reaches, as data; what the query compiler turns into conditions. */
@NullMarked
package dev.trellis.metadata.sharing;

import org.jspecify.annotations.NullMarked;
