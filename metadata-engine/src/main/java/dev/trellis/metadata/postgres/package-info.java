/** The one package of the engine that talks to the database. */
@NullMarked
package dev.trellis.metadata.postgres;

import org.jspecify.annotations.NullMarked;
