package dev.trellis.metadata.postgres;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trellis.metadata.catalog.ModelCompiler;
import dev.trellis.metadata.catalog.TenantModel;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;

/**
 * The compiled models of the tenants that are at work on this node.
 *
 * <p>A model is loaded once however many ask for it at the same time, and is kept by weight. That a
 * cached model is current is not this class's promise: every transaction compares its revision with
 * the tenant's and asks for the newer one when it is not.
 */
public final class Models {
  /** In fields of models that tenants do not share; some 600 bytes each. */
  private static final long MAX_WEIGHT = 1_500_000;

  private final Database database;
  private final ModelCompiler compiler = new ModelCompiler();
  private final AsyncCache<Integer, TenantModel> models =
      Caffeine.newBuilder()
          .maximumWeight(MAX_WEIGHT)
          .weigher((Integer _, TenantModel model) -> model.weight())
          .buildAsync();

  public Models(Database database) {
    this.database = database;
  }

  /** The model as this node knows it. */
  public Uni<TenantModel> current(int tenantId) {
    CompletableFuture<TenantModel> known = models.getIfPresent(tenantId);
    if (known != null && known.isDone() && !known.isCompletedExceptionally()) {
      return Uni.createFrom().item(known.join());
    }
    return Uni.createFrom().completionStage(() -> models.get(tenantId, (id, _) -> load(id)));
  }

  /** The model at a revision or a later one. */
  public Uni<TenantModel> at(int tenantId, long revision) {
    return current(tenantId)
        .chain(
            model -> {
              if (model.revision() >= revision) {
                return Uni.createFrom().item(model);
              }
              forget(tenantId, model);
              return current(tenantId);
            });
  }

  /** A model that this node has just made itself. */
  public void put(TenantModel model) {
    models.synchronous().asMap().merge(model.tenantId(), model, Models::newer);
  }

  private static TenantModel newer(TenantModel one, TenantModel other) {
    return other.revision() >= one.revision() ? other : one;
  }

  /** The compiler of these models; who compiles elsewhere shares what is equal through it. */
  public ModelCompiler compiler() {
    return compiler;
  }

  /** Drops a model that is known to be old, unless a newer one has taken its place already. */
  private void forget(int tenantId, TenantModel stale) {
    models.synchronous().asMap().computeIfPresent(tenantId, (_, now) -> now == stale ? null : now);
  }

  /** Drops whatever is known of a tenant, because it changed elsewhere. */
  public void forget(int tenantId, long revision) {
    models
        .synchronous()
        .asMap()
        .computeIfPresent(tenantId, (_, now) -> now.revision() < revision ? null : now);
  }

  /** There is a newer revision: what is in use here is loaded anew, before somebody has to wait. */
  public void learn(int tenantId, long revision) {
    CompletableFuture<TenantModel> known = models.getIfPresent(tenantId);
    if (known == null || !known.isDone() || known.isCompletedExceptionally()) {
      return;
    }
    TenantModel model = known.join();
    if (model.revision() < revision) {
      forget(tenantId, model);
      models.get(tenantId, (id, _) -> load(id));
    }
  }

  private CompletableFuture<TenantModel> load(int tenantId) {
    return database
        .transaction(tenantId, Database.Mode.READ, null, CatalogReader::read)
        .map(compiler::compile)
        .subscribeAsCompletionStage();
  }
}
