/**
 * Measurements as ratios in one run: the platform, a hand-written server on the same stack, and
 * bare SQL take turns.
 */
@NullMarked
package dev.trellis.bench;

import org.jspecify.annotations.NullMarked;
