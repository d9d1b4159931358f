package dev.trellis.runtime.event;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those on this node who listen to one tenant. While there are any, its feed is read whenever
 * something is said to have happened, and handed to all of them; listeners join between two
 * readings, so that nothing is told to them twice or not at all.
 */
final class TenantListeners {
  private final FeedTail tail;
  private final Consumer<Runnable> later;
  private final List<MultiEmitter<? super LiveEvent>> listeners = new CopyOnWriteArrayList<>();
  private final Queue<Joining> joining = new ArrayDeque<>();
  private boolean isStarted;
  private boolean isBusy;
  private boolean isAsked;

  /**
   * @param since where the listener's last stream ended; null for a first one
   */
  private record Joining(MultiEmitter<? super LiveEvent> listener, @Nullable FeedPosition since) {}

  /**
   * @param later runs something after a moment, for what could not be read
   */
  TenantListeners(FeedTail tail, Consumer<Runnable> later) {
    this.tail = tail;
    this.later = later;
  }

  void join(MultiEmitter<? super LiveEvent> listener, @Nullable FeedPosition since) {
    synchronized (this) {
      joining.add(new Joining(listener, since));
    }
    look();
  }

  /** Says whether anybody is left. */
  synchronized boolean leave(MultiEmitter<? super LiveEvent> listener) {
    listeners.remove(listener);
    joining.removeIf(waiting -> waiting.listener() == listener);
    return !listeners.isEmpty() || !joining.isEmpty();
  }

  /** Something may have happened. */
  void look() {
    synchronized (this) {
      isAsked = true;
      if (isBusy) {
        return;
      }
      isBusy = true;
    }
    Uni.createFrom()
        .<Boolean>deferred(this::round)
        .repeat()
        .whilst(isAskedAgain -> isAskedAgain)
        .collect()
        .last()
        .subscribe()
        .with(_ -> {}, this::postpone);
  }

  private void postpone(Throwable failure) {
    Log.debug("The change feed could not be read", failure);
    synchronized (this) {
      isBusy = false;
    }
    later.accept(this::look);
  }

  /** Reads once and admits who waits; says whether to do it again. */
  private Uni<Boolean> round() {
    synchronized (this) {
      isAsked = false;
    }
    return readNew().chain(this::admitAll).map(_ -> goesOn());
  }

  private synchronized boolean goesOn() {
    isBusy = isAsked;
    return isBusy;
  }

  private Uni<Void> readNew() {
    if (!isStarted) {
      return tail.start().invoke(() -> isStarted = true);
    }
    return tail.read()
        .invoke(
            changes -> {
              changes.forEach(change -> listeners.forEach(listener -> listener.emit(change)));
              if (changes.size() == FeedTail.PAGE) {
                synchronized (this) {
                  isAsked = true;
                }
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> admitAll() {
    List<Joining> waiting;
    synchronized (this) {
      waiting = new ArrayList<>(joining);
    }
    Uni<Void> admitted = Uni.createFrom().voidItem();
    for (Joining one : waiting) {
      admitted = admitted.chain(() -> admit(one));
    }
    return admitted;
  }

  private Uni<Void> admit(Joining joined) {
    FeedPosition since = joined.since();
    return since == null
        ? Uni.createFrom().voidItem().invoke(() -> register(joined))
        : tail.since(since).invoke(missed -> register(joined, since, missed)).replaceWithVoid();
  }

  /** Too much for one stream is told in several: a listener whose stream ends comes again. */
  private void register(Joining joined, FeedPosition since, List<LiveEvent.Change> missed) {
    missed.forEach(joined.listener()::emit);
    boolean isMore = missed.size() == FeedTail.PAGE && missed.getLast().next().compareTo(since) > 0;
    if (isMore) {
      joined.listener().complete();
    } else {
      register(joined);
    }
  }

  private void register(Joining joined) {
    synchronized (this) {
      // Gone already, when it is not there any more.
      if (!joining.remove(joined)) {
        return;
      }
      listeners.add(joined.listener());
    }
    joined.listener().emit(new LiveEvent.Ready(tail.position()));
  }
}
