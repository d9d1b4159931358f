package dev.trellis.metadata.record;

import dev.trellis.metadata.access.Access;
import java.util.UUID;

/** Who saves, and with whose rights: the platform saves with its own on a person's behalf. */
public record Saver(Access access, UUID userId) {}
