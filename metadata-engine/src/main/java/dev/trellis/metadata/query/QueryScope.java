package dev.trellis.metadata.query;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.TenantModel;
import java.time.Instant;
import java.util.UUID;

/**
 * Who asks, under which model, and when.
 *
 * @param now what TODAY() and NOW() stand for
 */
public record QueryScope(TenantModel model, Access access, UUID userId, Instant now) {}
