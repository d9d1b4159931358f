package dev.trellis.runtime.tenant;

import java.time.ZoneId;

/**
 * @param id internal, random, never shown
 * @param address its name in sign-in
 */
public record Tenant(
    int id,
    String address,
    String company,
    String locale,
    ZoneId timeZone,
    String currency,
    boolean isActive) {}
