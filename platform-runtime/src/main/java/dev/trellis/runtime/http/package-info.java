/** What the resources share: reading request bodies, writing answers. */
@NullMarked
package dev.trellis.runtime.http;

import org.jspecify.annotations.NullMarked;
