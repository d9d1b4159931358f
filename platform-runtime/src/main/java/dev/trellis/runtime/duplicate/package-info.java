/** Duplicates of records: their keys in the database, finding them, the check before a save. */
@NullMarked
package dev.trellis.runtime.duplicate;

import org.jspecify.annotations.NullMarked;
