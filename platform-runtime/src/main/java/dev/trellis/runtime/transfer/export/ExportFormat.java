package dev.trellis.runtime.transfer.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an export can be. */
enum ExportFormat {
  CSV("text/csv;charset=UTF-8"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  JSONL("application/jsonl");

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<ExportFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.wire().equals(name)).findFirst();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(ExportFormat::wire).toList();
  }
}
