/** The program: reads its settings, prepares the database, then hands over to Quarkus. */
@NullMarked
package dev.trellis.runtime.server;

import org.jspecify.annotations.NullMarked;
