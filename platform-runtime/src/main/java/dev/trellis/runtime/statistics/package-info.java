/**
 * What is known of the values in the records: figures of our own, because tenants share
 * PostgreSQL's.
 */
@NullMarked
package dev.trellis.runtime.statistics;

import org.jspecify.annotations.NullMarked;
