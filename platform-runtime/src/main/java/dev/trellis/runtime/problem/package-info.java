/** The one place that turns a failure into {@code application/problem+json}. */
@NullMarked
package dev.trellis.runtime.problem;

import org.jspecify.annotations.NullMarked;
