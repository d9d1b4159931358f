package dev.trellis.runtime.work;

import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.Rights;
import dev.trellis.runtime.identity.RightsSource;
import dev.trellis.sdk.component.AppDefinition;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rights outside of objects, from the tenant's current model. */
@Singleton
class ModelRights implements RightsSource {
  private final Workspace workspace;

  ModelRights(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Uni<Rights> of(Caller caller) {
    return workspace.read(caller, work -> Uni.createFrom().item(rights(work, caller.locale())));
  }

  private static Rights rights(Work work, String locale) {
    return new Rights(
        Arrays.stream(SystemPermission.values())
            .filter(work.access()::has)
            .collect(Collectors.toSet()),
        work.model().permissionSets().keySet(),
        work.model().apps().values().stream()
            .filter(app -> work.access().canOpenApp(app.name()))
            .map(app -> view(work, app, locale))
            .toList());
  }

  private static Rights.AppView view(Work work, AppDefinition app, String locale) {
    List<Rights.TabView> tabs =
        app.tabs().stream()
            .filter(tab -> isVisible(work, tab))
            .map(tab -> view(work.model(), tab, locale))
            .toList();
    return new Rights.AppView(app.name(), app.label().in(locale), app.icon(), app.color(), tabs);
  }

  private static boolean isVisible(Work work, AppDefinition.Tab tab) {
    return work.model()
        .object(tab.object())
        .filter(object -> work.access().can(object, ObjectPermission.READ))
        .isPresent();
  }

  private static Rights.TabView view(TenantModel model, AppDefinition.Tab tab, String locale) {
    @Nullable String label =
        tab.label() != null
            ? tab.label().in(locale)
            : model
                .object(tab.object())
                .map(object -> object.definition().plural().in(locale))
                .orElse(tab.object());
    return new Rights.TabView(tab.object(), tab.listView(), label);
  }
}
