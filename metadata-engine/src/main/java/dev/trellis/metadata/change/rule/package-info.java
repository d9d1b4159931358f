/** What a change set must not do: one small class per rule, all listed in {@code ChangeRules}. */
@NullMarked
package dev.trellis.metadata.change.rule;

import org.jspecify.annotations.NullMarked;
