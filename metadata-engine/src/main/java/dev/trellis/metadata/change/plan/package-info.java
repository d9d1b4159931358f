/**
 * Change set and catalogue → violations, or a plan that says everything that applying it will do.
 */
@NullMarked
package dev.trellis.metadata.change.plan;

import org.jspecify.annotations.NullMarked;
