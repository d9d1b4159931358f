package dev.trellis.runtime.search;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.metadata.postgres.SearchStatements;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.search.SearchQuery;
import dev.trellis.metadata.search.Spelling;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The words that each tenant uses, to correct what searchers mistype.
 *
 * <p>Learned after the commit and written in the background: two saves that use the same new word
 * must not wait for each other. A search that needs corrections writes what waits on this node
 * first, so that a record is found by a mistyped word at once, too.
 */
@ApplicationScoped
public class Vocabulary {
  /** Words of one tenant that wait; a faster import loses words until they are used again. */
  private static final int MAX_PENDING = 50_000;

  private static final int CHUNK = 5_000;

  /** Slots of the memory of known words, 2 MB. A word may be forgotten, never wrongly known. */
  private static final int KNOWN_SLOTS = 1 << 18;

  private final Database database;
  private final Map<Integer, SortedSet<String>> pending = new ConcurrentHashMap<>();
  private final AtomicLongArray known = new AtomicLongArray(KNOWN_SLOTS);

  Vocabulary(Database database) {
    this.database = database;
  }

  void learn(int tenantId, Collection<String> words) {
    for (String word : words) {
      long hash = hash(tenantId, word);
      if (known.get(slot(hash)) != hash) {
        pending.compute(
            tenantId,
            (tenant, waiting) -> {
              SortedSet<String> set = waiting == null ? new TreeSet<>() : waiting;
              if (set.size() < MAX_PENDING) {
                set.add(word);
              }
              return set;
            });
      }
    }
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> flushAll() {
    return Multi.createFrom()
        .iterable(List.copyOf(pending.keySet()))
        .onItem()
        .transformToUniAndConcatenate(this::flush)
        .collect()
        .asList()
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(
            error -> {
              // Words are a convenience; they come again with the next record that uses them.
              Log.debug("Words could not be written", error);
              return Uni.createFrom().voidItem();
            });
  }

  /** Writes the words of a tenant that wait on this node. */
  Uni<Void> flush(int tenantId) {
    SortedSet<String> words = pending.remove(tenantId);
    if (words == null) {
      return Uni.createFrom().voidItem();
    }
    return database
        .transaction(tenantId, Database.Mode.READ, null, tx -> write(tx, words))
        .invoke(() -> words.forEach(word -> remember(tenantId, word)));
  }

  private static Uni<Void> write(Tx tx, SortedSet<String> words) {
    var sent = new ArrayList<Uni<RowSet<Row>>>();
    var chunk = new TreeSet<String>();
    for (String word : words) {
      chunk.add(word);
      if (chunk.size() == CHUNK) {
        sent.add(tx.send(SearchStatements.addWords(tx.tenantId(), chunk)));
        chunk.clear();
      }
    }
    if (!chunk.isEmpty()) {
      sent.add(tx.send(SearchStatements.addWords(tx.tenantId(), chunk)));
    }
    return Uni.join().all(sent).andFailFast().replaceWithVoid();
  }

  /** For each word of the query that may be mistyped those that were probably meant, best first. */
  Uni<Map<String, List<String>>> corrections(Tx tx, SearchQuery query) {
    var corrections = new HashMap<String, List<String>>();
    return settle(tx)
        .chain(
            () ->
                Multi.createFrom()
                    .iterable(query.correctable())
                    .onItem()
                    .transformToUniAndConcatenate(
                        word ->
                            corrections(tx, word).invoke(similar -> corrections.put(word, similar)))
                    .collect()
                    .asList())
        .replaceWith(corrections);
  }

  /**
   * Writes what waits for the transaction's tenant within it, for a search that is about to ask for
   * corrections: a second connection could not be had when all are searching.
   */
  private Uni<Void> settle(Tx tx) {
    SortedSet<String> words = pending.remove(tx.tenantId());
    return words == null ? Uni.createFrom().voidItem() : write(tx, words);
  }

  private static Uni<List<String>> corrections(Tx tx, String word) {
    return tx.send(SearchStatements.similarWords(tx.tenantId(), word))
        .map(
            rows -> {
              List<String> similar = new ArrayList<>();
              for (Row row : rows) {
                similar.add(row.getString(0));
              }
              return Spelling.suggest(word, similar);
            });
  }

  private void remember(int tenantId, String word) {
    long hash = hash(tenantId, word);
    known.set(slot(hash), hash);
  }

  /** FNV-1a, 64 bits. */
  private static long hash(int tenantId, String word) {
    long hash = 0xcbf29ce484222325L ^ tenantId;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static int slot(long hash) {
    return (int) (hash ^ hash >>> 32) & KNOWN_SLOTS - 1;
  }
}
