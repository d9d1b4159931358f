/**
 * The frame of a request's work: a model, a caller's rights and a transaction that agree with each
 * other.
 */
@NullMarked
package dev.trellis.runtime.work;

import org.jspecify.annotations.NullMarked;
