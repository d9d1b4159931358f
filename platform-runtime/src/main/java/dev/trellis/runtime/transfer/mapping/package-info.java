/**
 * Which column of a file goes into which field, what it takes to get it there, and what was
 * probably meant. Pure.
 */
@NullMarked
package dev.trellis.runtime.transfer.mapping;

import org.jspecify.annotations.NullMarked;
