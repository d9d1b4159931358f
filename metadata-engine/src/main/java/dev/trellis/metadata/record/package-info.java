/** What a save has to do, decided without a connection. */
@NullMarked
package dev.trellis.metadata.record;

import org.jspecify.annotations.NullMarked;
