package dev.trellis.runtime.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.tika.Tika;

/** What a file is, told by its content; its name only decides between types that look alike. */
final class MediaTypes {
  /**
   * Shown in the page. Everything else is handed over as a download of no type, so that no browser
   * runs it.
   */
  private static final Set<String> SHOWN =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/bmp");

  private static final Tika TIKA = new Tika();

  private MediaTypes() {}

  static String detect(Path file, String name) {
    try (var stream = new BufferedInputStream(Files.newInputStream(file))) {
      return TIKA.detect(stream, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isShown(String mediaType) {
    return SHOWN.contains(mediaType);
  }
}
