/** Import and export: uploads, durable jobs, undo, and streams of records as files. */
@NullMarked
package dev.trellis.runtime.transfer;

import org.jspecify.annotations.NullMarked;
