package dev.trellis.metadata.catalog;

import java.time.ZoneId;

/**
 * What a tenant chose at sign-up and in its settings.
 *
 * @param tenantId internal number, random so that it tells nothing about other tenants
 * @param address the tenant's name in sign-in, {@code ^[a-z][a-z0-9-]{1,38}$}
 * @param locale default language of its users, {@code en} or {@code zh-CN}
 * @param partition number of the shared record partition that holds its records
 */
public record TenantSettings(
    int tenantId,
    String address,
    String company,
    String locale,
    ZoneId timeZone,
    String currency,
    int partition) {}
