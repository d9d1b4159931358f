/** The compiled model of a tenant's metadata. */
@NullMarked
package dev.trellis.metadata.catalog;

import org.jspecify.annotations.NullMarked;
