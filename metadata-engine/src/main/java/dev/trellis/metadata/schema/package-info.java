/** JSON Schemas of the kinds of component, and documents read into their types. */
@NullMarked
package dev.trellis.metadata.schema;

import org.jspecify.annotations.NullMarked;
