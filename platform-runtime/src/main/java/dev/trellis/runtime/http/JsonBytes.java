package dev.trellis.runtime.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.trellis.metadata.value.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Answers written straight to bytes, without a tree in between. */
public final class JsonBytes {
  /** Writes one JSON value. */
  @FunctionalInterface
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonBytes() {}

  public static byte[] of(Content content) {
    try (var bytes = new ByteArrayBuilder(1_024)) {
      try (JsonGenerator json =
          Json.MAPPER.getFactory().createGenerator(bytes, JsonEncoding.UTF8)) {
        content.write(json);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
