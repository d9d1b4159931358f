/** Finding records by what a person types: the index beside the records, and its resource. */
@NullMarked
package dev.trellis.runtime.search;

import org.jspecify.annotations.NullMarked;
