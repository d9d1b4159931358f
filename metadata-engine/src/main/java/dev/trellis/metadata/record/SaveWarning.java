package dev.trellis.metadata.record;

import java.util.List;
import java.util.UUID;

/**
 * Something the caller should know of a save that went through.
 *
 * @param code stable, for example {@code possible_duplicate}
 * @param rule the rule that says so
 * @param records the records it is about, visible to the caller
 */
public record SaveWarning(String code, String rule, List<UUID> records) {}
