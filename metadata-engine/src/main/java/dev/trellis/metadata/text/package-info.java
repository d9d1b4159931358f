/** Text as people look for it: sort keys, pinyin, folding, search words. Pure. */
@NullMarked
package dev.trellis.metadata.text;

import org.jspecify.annotations.NullMarked;
