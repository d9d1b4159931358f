/** Components: what administrators and apps define. */
@NullMarked
package dev.trellis.sdk.component;

import org.jspecify.annotations.NullMarked;
