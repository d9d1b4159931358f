/**
 * What is derived from records and kept beside them, and making it anew when metadata asks for
 * another form.
 */
@NullMarked
package dev.trellis.runtime.indexing;

import org.jspecify.annotations.NullMarked;
