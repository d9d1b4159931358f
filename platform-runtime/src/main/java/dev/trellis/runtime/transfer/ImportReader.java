package dev.trellis.runtime.transfer;

import dev.trellis.runtime.transfer.table.Row;
import dev.trellis.runtime.transfer.table.Table;
import dev.trellis.runtime.transfer.table.TableFile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an import's file in portions, on worker threads: counts its rows first unless that was
 * done, passes over those that were dealt with, then yields the rest. Used by one run, one call at
 * a time.
 */
final class ImportReader {
  private static final int PORTION = 1_000;
  private static final int PORTION_CHARS = 8 << 20;

  /** Rows between two signs of life. */
  private static final int STRIDE = 200_000;

  private final TableFile file;
  private final long skip;
  private boolean isCounted;
  private @Nullable Table table;
  private long passed;
  private final List<Row> pending = new ArrayList<>();

  ImportReader(TableFile file, boolean isCounted, long skip) {
    this.file = file;
    this.isCounted = isCounted;
    this.skip = skip;
  }

  /** What a portion came to. */
  sealed interface Reading {}

  /** Still on the way over rows that are only counted or passed over. */
  record Counting() implements Reading {}

  record Counted(long total) implements Reading {}

  record Rows(List<Row> rows) implements Reading {
    List<Row> first(int limit) {
      return List.copyOf(rows.subList(0, Math.min(limit, rows.size())));
    }
  }

  record End() implements Reading {}

  Uni<Reading> advance() {
    if (!pending.isEmpty()) {
      return Uni.createFrom().item(new Rows(pending));
    }
    return Uni.createFrom()
        .item(this::read)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  /** The first of the pending rows are dealt with. */
  void done(int rows) {
    pending.subList(0, rows).clear();
  }

  private Reading read() {
    Table open = table;
    if (open == null) {
      open = file.open();
      table = open;
      passed = 0;
    }
    if (!isCounted) {
      return count(open);
    }
    if (passed < skip) {
      long stride = Math.min(STRIDE, skip - passed);
      open.skip(stride);
      passed += stride;
      return new Counting();
    }
    return fill(open);
  }

  private Reading count(Table open) {
    for (int i = 0; i < STRIDE; i++) {
      if (open.next() == null) {
        isCounted = true;
        long total = passed;
        close();
        return new Counted(total);
      }
      passed++;
    }
    return new Counting();
  }

  private Reading fill(Table open) {
    long chars = 0;
    while (pending.size() < PORTION && chars < PORTION_CHARS) {
      Row row = open.next();
      if (row == null) {
        break;
      }
      pending.add(row);
      chars += row.cells().stream().mapToLong(cell -> cell.text().length() + 8).sum();
    }
    return pending.isEmpty() ? new End() : new Rows(pending);
  }

  void close() {
    if (table != null) {
      table.close();
      table = null;
    }
  }
}
