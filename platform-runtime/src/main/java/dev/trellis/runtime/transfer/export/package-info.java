/** Records out, as streams of CSV, XLSX or JSON lines in constant memory. */
@NullMarked
package dev.trellis.runtime.transfer.export;

import org.jspecify.annotations.NullMarked;
