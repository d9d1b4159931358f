/** Why the program may refuse to start, told in one line with the remedy. */
@NullMarked
package dev.trellis.runtime.startup;

import org.jspecify.annotations.NullMarked;
