package dev.trellis.runtime.metadata;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.access.SystemPermission;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.Rights;
import dev.trellis.runtime.identity.RightsSource;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.component.AppDefinition;
import dev.trellis.sdk.component.Label;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** A caller's rights outside of objects, from the tenant's model. */
@Singleton
class ModelRights implements RightsSource {
  private final Workspace workspace;

  ModelRights(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public Uni<Rights> of(Caller caller) {
    return workspace.read(
        caller, work -> Uni.createFrom().item(of(caller, work.model(), work.access())));
  }

  private static Rights of(Caller caller, TenantModel model, Access access) {
    var system = EnumSet.noneOf(SystemPermission.class);
    for (SystemPermission permission : SystemPermission.values()) {
      if (access.has(permission)) {
        system.add(permission);
      }
    }
    var texts = new Texts(model, caller.locale());
    List<Rights.AppView> apps =
        model.apps().values().stream()
            .filter(app -> access.canOpenApp(app.name()))
            .map(app -> view(app, model, access, texts))
            .toList();
    return new Rights(system, model.permissionSets().keySet(), apps);
  }

  private static Rights.AppView view(
      AppDefinition app, TenantModel model, Access access, Texts texts) {
    var tabs = new ArrayList<Rights.TabView>();
    for (int i = 0; i < app.tabs().size(); i++) {
      AppDefinition.Tab tab = app.tabs().get(i);
      Optional<ObjectModel> object =
          model.object(tab.object()).filter(found -> access.can(found, ObjectPermission.READ));
      if (object.isPresent()) {
        Label label = tab.label();
        String text =
            label == null
                ? texts.of(
                    object.get().definition(), "plural_label", object.get().definition().plural())
                : texts.of(app, "tabs/" + i + "/label", label);
        tabs.add(new Rights.TabView(tab.object(), tab.listView(), text));
      }
    }
    return new Rights.AppView(
        app.name(), texts.of(app, "label", app.label()), app.icon(), app.color(), tabs);
  }
}
