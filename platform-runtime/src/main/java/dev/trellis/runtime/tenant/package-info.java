/** Which tenants there are. */
@NullMarked
package dev.trellis.runtime.tenant;

import org.jspecify.annotations.NullMarked;
