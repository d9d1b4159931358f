package dev.trellis.runtime.transfer;

/** By how much a batch moves its job on; the positions are where it stands afterwards. */
record ImportProgress(
    long position,
    long created,
    long updated,
    long failed,
    long waiting,
    long roundPosition,
    long roundProgress) {}
