package dev.trellis.metadata.postgres;

import io.vertx.sqlclient.Tuple;

/**
 * A statement ready to be sent. Equal work has equal text, so that each connection prepares it
 * once.
 */
public record Statement(String sql, Tuple parameters) {}
