/** What tools and operators ask: the tenant's own OpenAPI document, its quotas and their use. */
@NullMarked
package dev.trellis.runtime.operation;

import org.jspecify.annotations.NullMarked;
