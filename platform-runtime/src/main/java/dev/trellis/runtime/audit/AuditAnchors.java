package dev.trellis.runtime.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.value.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where chains stood at some moments, in a file for each tenant outside the database: a chain that
 * was cut off or written anew no longer passes through them. One signed line an anchor: {@code
 * {"at": …, "seq": 12, "hash": …, "mac": …}}
 */
public final class AuditAnchors {
  private final Path folder;
  private final AuditKey key;

  /** What was read of a file. */
  public record Found(List<ChainPoint> points, boolean isForged) {
    public Found {
      points = List.copyOf(points);
    }
  }

  public AuditAnchors(Path folder, AuditKey key) {
    this.folder = folder.resolve("anchors");
    this.key = key;
  }

  /** Blocks until the line is on the disk. */
  void add(int tenantId, ChainPoint point, Instant at) {
    ObjectNode line = Json.MAPPER.createObjectNode();
    line.put("at", at.toString());
    line.put("seq", point.seq());
    line.put("hash", point.hex());
    line.put("mac", HexFormat.of().formatHex(key.signAnchor(tenantId, point, at.toString())));
    try {
      Files.createDirectories(folder);
      Files.writeString(
          file(tenantId),
          // Begins a line of its own, should a crash have left half of one.
          "\n" + Json.write(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All anchors of a tenant; blocks. */
  public Found of(int tenantId) {
    Path file = file(tenantId);
    if (!Files.exists(file)) {
      return new Found(List.of(), false);
    }
    try {
      var points = new ArrayList<ChainPoint>();
      boolean isForged = false;
      for (String line : new String(Files.readAllBytes(file), UTF_8).split("\n", -1)) {
        JsonNode json = parse(line);
        if (json != null) {
          ChainPoint point = point(json);
          points.add(point);
          isForged |= !isOurs(tenantId, point, json);
        }
      }
      return new Found(points, isForged);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Null for half a line, which a crash may leave behind. */
  private static @Nullable JsonNode parse(String line) {
    try {
      JsonNode json = Json.MAPPER.readTree(line);
      return json != null && json.isObject() ? json : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static ChainPoint point(JsonNode json) {
    return new ChainPoint(json.path("seq").asLong(), bytes(json, "hash"));
  }

  private boolean isOurs(int tenantId, ChainPoint point, JsonNode json) {
    return MessageDigest.isEqual(
        key.signAnchor(tenantId, point, json.path("at").asText()), bytes(json, "mac"));
  }

  private static byte[] bytes(JsonNode json, String member) {
    try {
      return HexFormat.of().parseHex(json.path(member).asText());
    } catch (IllegalArgumentException e) {
      // No bytes are nobody's hash and nobody's signature.
      return new byte[0];
    }
  }

  private Path file(int tenantId) {
    return folder.resolve(tenantId + ".jsonl");
  }
}
