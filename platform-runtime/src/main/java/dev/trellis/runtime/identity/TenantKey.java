package dev.trellis.runtime.identity;

import java.util.UUID;

/** The primary key of a tenant's entities: the tenant leads. */
record TenantKey(int tenantId, UUID id) {}
