/**
 * Tables from strangers: CSV and XLSX files read as a stream of rows, whatever their encoding and
 * dialect, within fixed memory. Pure of database and HTTP; reads files and blocks, so it runs on
 * worker threads.
 */
@NullMarked
package dev.trellis.runtime.transfer.table;

import org.jspecify.annotations.NullMarked;
