package dev.trellis.runtime.identity;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody who did something, as answers name them. */
public record Person(UUID id, @Schema(nullable = true) @Nullable String name) {}
