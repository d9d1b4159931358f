/** Whether two records stand for the same thing. Pure; the keys that find pairs are a table. */
@NullMarked
package dev.trellis.metadata.duplicate;

import org.jspecify.annotations.NullMarked;
