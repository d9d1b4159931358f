package dev.trellis.runtime.transfer.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a workbook, to which its cells refer by number. They are laid out in a scratch file
 * beside the workbook, so that memory is eight bytes for each, however long they are.
 */
final class SharedStrings implements AutoCloseable {
  private static final int CACHED = 1 << 13;
  private static final int CACHED_BYTES = 256;

  private final FileChannel channel;
  private final long[] ends;
  private final int count;
  private final @Nullable String[] cache = new @Nullable String[CACHED];
  private final int[] cached = new int[CACHED];

  private SharedStrings(FileChannel channel, long[] ends, int count) {
    this.channel = channel;
    this.ends = ends;
    this.count = count;
    Arrays.fill(cached, -1);
  }

  static SharedStrings read(@Nullable InputStream in, Path folder, int maxChars) {
    try {
      Path scratch = Files.createTempFile(folder, "strings", ".tmp");
      FileChannel channel =
          FileChannel.open(
              scratch,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      try {
        return in == null
            ? new SharedStrings(channel, new long[0], 0)
            : fill(in, channel, maxChars);
      } catch (RuntimeException | IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SharedStrings fill(InputStream in, FileChannel channel, int maxChars)
      throws IOException {
    long[] ends = new long[1_024];
    int count = 0;
    long end = 0;
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 << 10);
    try (var xml = new Xml(in)) {
      var text = new StringBuilder();
      boolean inPhonetic = false;
      while (xml.next()) {
        if (xml.isStart("si")) {
          text.setLength(0);
        } else if (xml.isStart("rPh")) {
          inPhonetic = true;
        } else if (xml.isEnd("rPh")) {
          inPhonetic = false;
        } else if (xml.isStart("t") && !inPhonetic) {
          xml.text(text, maxChars + 1);
        } else if (xml.isEnd("si")) {
          byte[] bytes = text.toString().getBytes(UTF_8);
          out.write(bytes);
          end += bytes.length;
          if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
          }
          ends[count++] = end;
        }
      }
    }
    out.flush();
    return new SharedStrings(channel, ends, count);
  }

  /** Null when the workbook has no such text. */
  @Nullable String get(int index) {
    if (index < 0 || index >= count) {
      return null;
    }
    int place = index & CACHED - 1;
    if (cached[place] == index) {
      return cache[place];
    }
    long start = index == 0 ? 0 : ends[index - 1];
    ByteBuffer buffer = ByteBuffer.allocate((int) (ends[index] - start));
    try {
      while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
        // fill
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = new String(buffer.array(), 0, buffer.position(), UTF_8);
    if (buffer.capacity() <= CACHED_BYTES) {
      cache[place] = text;
      cached[place] = index;
    }
    return text;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
