/** Where the bytes of files are kept: a folder, or a bucket of an S3-compatible store. */
@NullMarked
package dev.trellis.runtime.file.store;

import org.jspecify.annotations.NullMarked;
