package dev.trellis.runtime.event;

import dev.trellis.metadata.postgres.Database;
import dev.trellis.runtime.database.NodeNotices;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.BufferOverflowException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Committed changes of all nodes, for whoever listens on this one.
 *
 * <p>Nodes tell each other only whose feed has grown, at most every 50 ms and after the commits; a
 * node with listeners of that tenant reads the feed, any other does nothing. This node does the
 * same with its own changes, so that there is one order and nothing comes twice.
 */
@Singleton
public class ChangeEvents {
  private static final String CHANNEL = "trellis_change";
  private static final long TELL_MILLIS = 50;
  private static final long RETRY_MILLIS = 1_000;

  /** Events that a slow listener may be behind; then its stream ends, and it asks for the rest. */
  private static final int BUFFER = 1_024;

  /** A notice holds 8,000 bytes, and a number eleven with its comma. */
  private static final int TENANTS_IN_NOTICE = 600;

  private final Database database;
  private final NodeNotices notices;
  private final Vertx vertx;
  private final String node = UUID.randomUUID().toString();
  private final Map<Integer, TenantListeners> tenants = new ConcurrentHashMap<>();
  private final Set<Integer> untold = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean isTelling = new AtomicBoolean();

  ChangeEvents(Database database, NodeNotices notices, Vertx vertx) {
    this.database = database;
    this.notices = notices;
    this.vertx = vertx;
  }

  void start(@Observes StartupEvent event) {
    listen();
  }

  void listen() {
    notices.listen(CHANNEL, this::heard, () -> tenants.values().forEach(TenantListeners::look));
  }

  /** The tenant's feed has grown by what this node committed. Costs the one who commits nothing. */
  public void changed(int tenantId) {
    untold.add(tenantId);
    if (!isTelling.getAndSet(true)) {
      vertx.setTimer(TELL_MILLIS, _ -> tell());
    }
    look(tenantId);
  }

  /**
   * Begins with {@link LiveEvent.Ready}, unless too much was missed to be told at once.
   *
   * @param since what an earlier stream said to go on from; null for only what comes now
   */
  public Multi<LiveEvent> of(int tenantId, @Nullable FeedPosition since) {
    return Multi.createFrom()
        .<LiveEvent>emitter(emitter -> join(tenantId, emitter, since), BUFFER)
        .onFailure(BufferOverflowException.class)
        .recoverWithCompletion();
  }

  private void join(
      int tenantId, MultiEmitter<? super LiveEvent> listener, @Nullable FeedPosition since) {
    tenants.compute(
        tenantId,
        (_, known) -> {
          TenantListeners listeners =
              known == null
                  ? new TenantListeners(new FeedTail(database, tenantId), this::later)
                  : known;
          listeners.join(listener, since);
          return listeners;
        });
    listener.onTermination(() -> leave(tenantId, listener));
  }

  private void leave(int tenantId, MultiEmitter<? super LiveEvent> listener) {
    tenants.computeIfPresent(
        tenantId, (_, listeners) -> listeners.leave(listener) ? listeners : null);
  }

  private void look(int tenantId) {
    TenantListeners listeners = tenants.get(tenantId);
    if (listeners != null) {
      listeners.look();
    }
  }

  private void later(Runnable task) {
    vertx.setTimer(RETRY_MILLIS, _ -> task.run());
  }

  private void tell() {
    isTelling.set(false);
    List<Integer> tenantIds = List.copyOf(untold);
    tenantIds.forEach(untold::remove);
    for (int from = 0; from < tenantIds.size(); from += TENANTS_IN_NOTICE) {
      tell(tenantIds.subList(from, Math.min(from + TENANTS_IN_NOTICE, tenantIds.size())));
    }
  }

  private void tell(List<Integer> tenantIds) {
    String ids = String.join(",", tenantIds.stream().map(String::valueOf).toList());
    notices
        .tell(CHANNEL, node + ":" + ids)
        .onFailure(
            failure -> {
              // They are told with the next change; a listener of another node waits until then.
              Log.debug("Other nodes could not be told of changes", failure);
              untold.addAll(tenantIds);
            });
  }

  private void heard(String payload) {
    String[] parts = payload.split(":", 2);
    if (!parts[0].equals(node)) {
      for (String id : parts[1].split(",")) {
        look(Integer.parseInt(id));
      }
    }
  }
}
