package dev.trellis.runtime.transfer;

import dev.trellis.runtime.transfer.table.Row;
import dev.trellis.runtime.transfer.table.Table;
import dev.trellis.runtime.transfer.table.TableFile;
import dev.trellis.runtime.work.View;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads an import's file in portions, on worker threads: counts its rows first unless that was
 * done, passes over those that were dealt with, then yields the rest. While a portion is saved the
 * next one is read already, and made into records as far as that goes without the database. Used by
 * one run, one call at a time.
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
  private final Supplier<Uni<View>> views;
  private final BiFunction<View, List<Row>, PreparedRows> prepare;
  private List<Row> pending = List.of();

  /** What became of the last portion that was read ahead; null before the first. */
  private @Nullable CompletableFuture<Reading> ahead;

  /**
   * @param views what the rows are to be seen under
   * @param prepare makes records of rows, on a worker thread
   */
  ImportReader(
      TableFile file,
      boolean isCounted,
      long skip,
      Supplier<Uni<View>> views,
      BiFunction<View, List<Row>, PreparedRows> prepare) {
    this.file = file;
    this.isCounted = isCounted;
    this.skip = skip;
    this.views = views;
    this.prepare = prepare;
  }

  /** What a portion came to. */
  sealed interface Reading {}

  /** Still on the way over rows that are only counted or passed over. */
  record Counting() implements Reading {}

  record Counted(long total) implements Reading {}

  /**
   * @param prepared of just these rows; null when they have to be prepared again
   */
  record Rows(List<Row> rows, @Nullable PreparedRows prepared) implements Reading {
    Rows first(int limit) {
      return limit < rows.size() ? new Rows(rows.subList(0, limit), null) : this;
    }
  }

  record End() implements Reading {}

  Uni<Reading> advance() {
    if (!pending.isEmpty()) {
      return Uni.createFrom().item(new Rows(pending, null));
    }
    return Uni.createFrom()
        .completionStage(() -> ahead == null ? readAhead() : ahead)
        .invoke(
            reading -> {
              ahead = null;
              if (reading instanceof Rows portion) {
                pending = portion.rows();
                ahead = readAhead();
              }
            });
  }

  private CompletableFuture<Reading> readAhead() {
    return views
        .get()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(this::read)
        .subscribeAsCompletionStage()
        .toCompletableFuture();
  }

  /** The first of the pending rows are dealt with. */
  void done(int rows) {
    pending = pending.subList(rows, pending.size());
  }

  private Reading read(View view) {
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
    return fill(view, open);
  }

  private Reading count(Table open) {
    for (int i = 0; i < STRIDE; i++) {
      if (open.next() == null) {
        isCounted = true;
        long total = passed;
        closeTable();
        return new Counted(total);
      }
      passed++;
    }
    return new Counting();
  }

  private Reading fill(View view, Table open) {
    var rows = new ArrayList<Row>();
    long chars = 0;
    while (rows.size() < PORTION && chars < PORTION_CHARS) {
      Row row = open.next();
      if (row == null) {
        break;
      }
      rows.add(row);
      chars += row.cells().stream().mapToLong(cell -> cell.text().length() + 8).sum();
    }
    return rows.isEmpty() ? new End() : new Rows(List.copyOf(rows), prepare.apply(view, rows));
  }

  /** Waits for what is being read. */
  Uni<Void> close() {
    CompletableFuture<Reading> reading = ahead;
    return (reading == null
            ? Uni.createFrom().voidItem()
            : Uni.createFrom()
                .completionStage(reading)
                .onItemOrFailure()
                .transformToUni((_, _) -> Uni.createFrom().voidItem()))
        .invoke(this::closeTable);
  }

  private void closeTable() {
    if (table != null) {
      table.close();
      table = null;
    }
  }
}
