/** Checking formulas and trying them out, without saving anything. */
@NullMarked
package dev.trellis.runtime.formula;

import org.jspecify.annotations.NullMarked;
