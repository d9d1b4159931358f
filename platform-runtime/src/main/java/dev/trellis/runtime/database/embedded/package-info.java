/** A PostgreSQL server of our own: unpacked, initialised, supervised and stopped with us. */
@NullMarked
package dev.trellis.runtime.database.embedded;

import org.jspecify.annotations.NullMarked;
