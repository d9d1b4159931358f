package dev.trellis.metadata.postgres;

/**
 * What a transaction found when it began.
 *
 * @param revision the tenant's metadata revision
 * @param securityEpoch rises with every change of users, sessions and assignments
 */
public record Counters(long revision, long securityEpoch) {}
