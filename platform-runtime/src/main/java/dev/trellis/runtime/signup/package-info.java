/** How a new tenant comes to be. */
@NullMarked
package dev.trellis.runtime.signup;

import org.jspecify.annotations.NullMarked;
