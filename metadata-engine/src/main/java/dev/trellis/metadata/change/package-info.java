/**
 * Change sets: what someone wants changed in a tenant's metadata, and what it would lead to. Pure.
 */
@NullMarked
package dev.trellis.metadata.change;

import org.jspecify.annotations.NullMarked;
