/** The marketplace of apps. Holds nothing yet: a later issue brings listings and installation. */
@NullMarked
package dev.trellis.exchange;

import org.jspecify.annotations.NullMarked;
