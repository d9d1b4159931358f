/** Metadata over HTTP: components, change sets, revisions, and what a caller may see of it all. */
@NullMarked
package dev.trellis.runtime.metadata;

import org.jspecify.annotations.NullMarked;
