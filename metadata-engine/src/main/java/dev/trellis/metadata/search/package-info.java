/**
 * What search knows of a record and what a searcher asks, as words. Pure; the index itself is a
 * table.
 */
@NullMarked
package dev.trellis.metadata.search;

import org.jspecify.annotations.NullMarked;
