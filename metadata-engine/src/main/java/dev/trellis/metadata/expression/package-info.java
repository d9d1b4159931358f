/** The formula language: text to syntax tree to typed tree. Back ends read the typed tree. */
@NullMarked
package dev.trellis.metadata.expression;

import org.jspecify.annotations.NullMarked;
