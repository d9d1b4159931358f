package dev.trellis.metadata.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trellis.metadata.catalog.ModelCompiler;
import dev.trellis.metadata.catalog.TenantModel;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The compiled models of the tenants that are at work on this node.
 *
 * <p>A model is loaded once however many ask for it at the same time, and is kept by weight. That a
 * cached model is current is not this class's promise: every transaction compares its revision with
 * the tenant's and asks for the newer one when it is not. Nothing here ever waits for a load: this
 * runs on event loops.
 */
public final class Models {
  /**
   * In bytes: half of the heap. The rest is for requests, and for what is derived from models while
   * they are at work.
   */
  private static final long MAX_WEIGHT = Runtime.getRuntime().maxMemory() / 2;

  private final Database database;
  private final ModelCompiler compiler = new ModelCompiler();
  private final Cache<Integer, TenantModel> models =
      Caffeine.newBuilder()
          .maximumWeight(MAX_WEIGHT)
          .weigher((Integer _, TenantModel model) -> model.weight())
          .build();
  private final Map<Integer, Uni<TenantModel>> loading = new ConcurrentHashMap<>();

  public Models(Database database) {
    this.database = database;
  }

  /** The model as this node knows it; null when it would have to be loaded. */
  public @Nullable TenantModel known(int tenantId) {
    return models.getIfPresent(tenantId);
  }

  /** The model as this node knows it. */
  public Uni<TenantModel> current(int tenantId) {
    TenantModel known = known(tenantId);
    return known != null ? Uni.createFrom().item(known) : load(tenantId);
  }

  /** The model at a revision or a later one. */
  public Uni<TenantModel> at(int tenantId, long revision) {
    return current(tenantId)
        .chain(
            model -> {
              if (model.revision() >= revision) {
                return Uni.createFrom().item(model);
              }
              forget(tenantId, revision);
              // A load that began before the change may still be under way; what it brings is old.
              return load(tenantId)
                  .chain(
                      loaded ->
                          loaded.revision() >= revision
                              ? Uni.createFrom().item(loaded)
                              : at(tenantId, revision));
            });
  }

  /** A model that this node has just made itself. */
  public void put(TenantModel model) {
    models.asMap().merge(model.tenantId(), model, Models::newer);
  }

  private static TenantModel newer(TenantModel one, TenantModel other) {
    return other.revision() >= one.revision() ? other : one;
  }

  /** The compiler of these models; who compiles elsewhere shares what is equal through it. */
  public ModelCompiler compiler() {
    return compiler;
  }

  /** Drops what is older than a revision, because the tenant has changed. */
  public void forget(int tenantId, long revision) {
    models.asMap().computeIfPresent(tenantId, (_, now) -> now.revision() < revision ? null : now);
  }

  /** There is a newer revision: what is in use here is loaded anew, before somebody has to wait. */
  public void learn(int tenantId, long revision) {
    TenantModel known = known(tenantId);
    if (known != null && known.revision() < revision) {
      at(tenantId, revision).subscribe().with(_ -> {}, _ -> {});
    }
  }

  private Uni<TenantModel> load(int tenantId) {
    return loading.computeIfAbsent(
        tenantId,
        id ->
            database
                .transaction(id, Database.Mode.READ, null, CatalogReader::read)
                // A large tenant takes a while to compile.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(compiler::compile)
                .invoke(this::put)
                .onTermination()
                .invoke(() -> loading.remove(id))
                .memoize()
                .indefinitely());
  }
}
