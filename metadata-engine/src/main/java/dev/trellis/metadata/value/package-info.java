/** The values of fields: from JSON, to JSON, to and from their places in a row. Pure. */
@NullMarked
package dev.trellis.metadata.value;

import org.jspecify.annotations.NullMarked;
