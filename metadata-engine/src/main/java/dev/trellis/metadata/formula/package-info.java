/**
 * Formulas of a tenant's metadata made ready to be worked out over records: those of fields, and
 * whatever else is written over the fields of an object.
 */
@NullMarked
package dev.trellis.metadata.formula;

import org.jspecify.annotations.NullMarked;
