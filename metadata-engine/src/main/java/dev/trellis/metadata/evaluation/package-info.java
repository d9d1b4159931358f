/** Works out typed expressions over records in memory. Pure; what a formula may cost is bounded. */
@NullMarked
package dev.trellis.metadata.evaluation;

import org.jspecify.annotations.NullMarked;
