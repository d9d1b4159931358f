/**
 * Where values live: slots, overflow, and what a change does to stored rows. No connection here.
 */
@NullMarked
package dev.trellis.metadata.storage;

import org.jspecify.annotations.NullMarked;
