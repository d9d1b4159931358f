/** Which records callers reach, and how that is changed: roles, teams, shares of single records. */
@NullMarked
package dev.trellis.runtime.sharing;

import org.jspecify.annotations.NullMarked;
