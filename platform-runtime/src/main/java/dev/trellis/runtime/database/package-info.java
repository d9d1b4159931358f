/** The database before anything is served from it: address, version, roles, migrations. */
@NullMarked
package dev.trellis.runtime.database;

import org.jspecify.annotations.NullMarked;
