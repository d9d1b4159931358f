/**
 * From the text of a cell to the JSON value of a field: numbers, dates and choices as people write
 * them. Pure.
 */
@NullMarked
package dev.trellis.runtime.transfer.value;

import org.jspecify.annotations.NullMarked;
