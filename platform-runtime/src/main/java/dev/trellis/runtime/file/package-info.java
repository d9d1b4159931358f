/** Uploaded files: their bytes in a folder or an object store, the rest in the database. */
@NullMarked
package dev.trellis.runtime.file;

import org.jspecify.annotations.NullMarked;
