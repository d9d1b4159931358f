package dev.trellis.runtime.transfer.table;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The character set of a file: byte order mark, then the zero pattern of UTF-16, then strict UTF-8
 * over the whole file (the first accent may stand in row 90,000), then GB18030 when what it yields
 * looks like Chinese, else Latin-1.
 */
final class Encoding {
  /**
   * What the web and Excel mean by Latin-1: ISO-8859-1 with quotes and the euro sign in place of
   * control characters.
   */
  static final Charset LATIN_1 = Charset.forName("windows-1252");

  static final Charset GB18030 = Charset.forName("GB18030");
  private static final int HEAD = 256 << 10;

  record Found(Charset charset, int bomBytes) {}

  private Encoding() {}

  /** A name that people use for a character set we read. */
  static Optional<Charset> named(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    try {
      return Optional.of(
          switch (key) {
            case "latin-1", "latin1", "iso-8859-1", "ansi" -> LATIN_1;
            case "gbk", "gb2312", "cp936" -> GB18030;
            case "utf-16" -> UTF_16LE;
            default -> Charset.forName(key);
          });
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  static Found detect(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      byte[] head = head(channel);
      Found marked = byBom(head);
      if (marked != null) {
        return marked;
      }
      Charset wide = byZeros(head);
      if (wide != null) {
        return new Found(wide, 0);
      }
      channel.position(0);
      var evidence = new HanEvidence();
      if (isStrictUtf8(channel, evidence)) {
        return new Found(UTF_8, 0);
      }
      return new Found(evidence.isChinese() ? GB18030 : LATIN_1, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The mark of a file whose encoding was given. */
  static int bomBytes(Path file, Charset charset) {
    try (FileChannel channel = FileChannel.open(file)) {
      Found marked = byBom(head(channel));
      return marked != null && marked.charset().equals(charset) ? marked.bomBytes() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] head(FileChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(HEAD, channel.size()));
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // fill
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static Found byBom(byte[] b) {
    if (starts(b, 0xef, 0xbb, 0xbf)) {
      return new Found(UTF_8, 3);
    }
    if (starts(b, 0xff, 0xfe, 0, 0)) {
      return new Found(Charset.forName("UTF-32LE"), 4);
    }
    if (starts(b, 0, 0, 0xfe, 0xff)) {
      return new Found(Charset.forName("UTF-32BE"), 4);
    }
    if (starts(b, 0xff, 0xfe)) {
      return new Found(UTF_16LE, 2);
    }
    if (starts(b, 0xfe, 0xff)) {
      return new Found(UTF_16BE, 2);
    }
    if (starts(b, 0x84, 0x31, 0x95, 0x33)) {
      return new Found(GB18030, 4);
    }
    return null;
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Separators, digits and line ends of UTF-16 have a zero beside them, always on the same side;
   * stray NULs have no side.
   */
  private static Charset byZeros(byte[] head) {
    int pairs = head.length / 2;
    int even = 0;
    int odd = 0;
    for (int i = 0; i + 1 < head.length; i += 2) {
      even += head[i] == 0 ? 1 : 0;
      odd += head[i + 1] == 0 ? 1 : 0;
    }
    if (isMostly(odd, even, pairs)) {
      return decodes(head, pairs * 2, UTF_16LE) ? UTF_16LE : null;
    }
    if (isMostly(even, odd, pairs)) {
      return decodes(head, pairs * 2, UTF_16BE) ? UTF_16BE : null;
    }
    return null;
  }

  /** Some characters end in a zero byte too (一 is U+4E00), hence not all on one side. */
  private static boolean isMostly(int zeros, int otherSide, int pairs) {
    return zeros >= 3 && zeros > pairs / 20 && otherSide <= zeros / 4;
  }

  private static boolean decodes(byte[] bytes, int length, Charset charset) {
    CharsetDecoder decoder = strict(charset);
    CharBuffer out = CharBuffer.allocate(length);
    return !decoder.decode(ByteBuffer.wrap(bytes, 0, length), out, false).isError();
  }

  private static CharsetDecoder strict(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Reads the whole file once; what speaks for Chinese is gathered on the way. */
  private static boolean isStrictUtf8(FileChannel channel, HanEvidence evidence)
      throws IOException {
    CharsetDecoder decoder = strict(UTF_8);
    ByteBuffer in = ByteBuffer.allocate(HEAD);
    CharBuffer out = CharBuffer.allocate(HEAD);
    boolean isUtf8 = true;
    boolean end = false;
    while (!end) {
      int start = in.position();
      end = channel.read(in) < 0;
      evidence.add(in.array(), start, in.position());
      if (!isUtf8) {
        in.clear();
        if (evidence.isEnough()) {
          return false;
        }
        continue;
      }
      in.flip();
      CoderResult result;
      do {
        out.clear();
        result = decoder.decode(in, out, end);
      } while (result.isOverflow());
      if (result.isError()) {
        isUtf8 = false;
        in.clear();
      } else {
        in.compact();
      }
    }
    return isUtf8;
  }
}
