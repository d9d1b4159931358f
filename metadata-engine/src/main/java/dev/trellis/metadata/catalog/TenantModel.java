package dev.trellis.metadata.catalog;

import dev.trellis.sdk.component.AppDefinition;
import dev.trellis.sdk.component.PermissionSetDefinition;
import dev.trellis.sdk.component.TranslationDefinition;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the platform needs to know of one tenant's metadata at one revision. Compiled once,
 * then only read; a request holds one model from start to end.
 */
public final class TenantModel {
  private final TenantSettings settings;
  private final long revision;
  private final Map<String, ObjectModel> objects;
  private final Map<Integer, ObjectModel> objectsById;
  private final Map<String, List<RelationshipModel>> relationships;
  private final Map<String, AppDefinition> apps;
  private final Map<String, PermissionSetDefinition> permissionSets;
  private final List<TranslationDefinition> translations;

  public TenantModel(
      TenantSettings settings,
      long revision,
      Collection<ObjectModel> objects,
      Map<String, List<RelationshipModel>> relationships,
      Collection<AppDefinition> apps,
      Collection<PermissionSetDefinition> permissionSets,
      List<TranslationDefinition> translations) {
    this.settings = settings;
    this.revision = revision;
    var byName = new LinkedHashMap<String, ObjectModel>();
    var byId = new LinkedHashMap<Integer, ObjectModel>();
    for (ObjectModel object : objects) {
      byName.put(object.name(), object);
      byId.put(object.id(), object);
    }
    this.objects = Collections.unmodifiableMap(byName);
    this.objectsById = Collections.unmodifiableMap(byId);
    this.relationships = Map.copyOf(relationships);
    var appsByName = new LinkedHashMap<String, AppDefinition>();
    apps.forEach(app -> appsByName.put(app.name(), app));
    this.apps = Collections.unmodifiableMap(appsByName);
    var setsByName = new LinkedHashMap<String, PermissionSetDefinition>();
    permissionSets.forEach(set -> setsByName.put(set.name(), set));
    this.permissionSets = Collections.unmodifiableMap(setsByName);
    this.translations = List.copyOf(translations);
  }

  public TenantSettings settings() {
    return settings;
  }

  public int tenantId() {
    return settings.tenantId();
  }

  public long revision() {
    return revision;
  }

  /** Objects by name, the platform objects {@code user} and {@code file} included. */
  public Map<String, ObjectModel> objects() {
    return objects;
  }

  public Optional<ObjectModel> object(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  public Optional<ObjectModel> object(int id) {
    return Optional.ofNullable(objectsById.get(id));
  }

  /** References of other objects that point to this one, by their reverse names. */
  public List<RelationshipModel> relationships(String object) {
    return relationships.getOrDefault(object, List.of());
  }

  public Map<String, AppDefinition> apps() {
    return apps;
  }

  public Map<String, PermissionSetDefinition> permissionSets() {
    return permissionSets;
  }

  public List<TranslationDefinition> translations() {
    return translations;
  }
}
