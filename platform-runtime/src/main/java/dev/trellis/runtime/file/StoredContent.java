package dev.trellis.runtime.file;

import io.smallrye.mutiny.Multi;

/**
 * What a download sends.
 *
 * @param size in bytes, told before the first of them
 */
record StoredContent(Multi<byte[]> pieces, long size) {}
