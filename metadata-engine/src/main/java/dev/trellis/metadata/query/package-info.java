/** What to read, compiled to SQL with its parameters. No connection here. */
@NullMarked
package dev.trellis.metadata.query;

import org.jspecify.annotations.NullMarked;
