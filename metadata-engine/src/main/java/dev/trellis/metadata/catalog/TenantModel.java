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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Everything the platform needs to know of one tenant's metadata at one revision. Compiled once,
 * then only read; a request holds one model from start to end.
 */
public final class TenantModel {
  private final TenantSettings settings;
  private final long revision;
  private final Content content;
  private final int weight;
  private final Map<Object, Object> derived = new ConcurrentHashMap<>(2);

  TenantModel(TenantSettings settings, long revision, Content content, int weight) {
    this.settings = settings;
    this.revision = revision;
    this.content = content;
    this.weight = weight;
  }

  /** What tenants with the same metadata share. */
  static final class Content {
    private final Map<String, ObjectModel> objects;
    private final Map<Integer, ObjectModel> objectsById;
    private final Map<String, List<RelationshipModel>> relationships;
    private final Map<String, AppDefinition> apps;
    private final Map<String, PermissionSetDefinition> permissionSets;
    private final List<TranslationDefinition> translations;

    Content(
        Collection<ObjectModel> objects,
        Map<String, List<RelationshipModel>> relationships,
        Collection<AppDefinition> apps,
        Collection<PermissionSetDefinition> permissionSets,
        List<TranslationDefinition> translations) {
      this.objects = index(objects, ObjectModel::name);
      this.objectsById = index(objects, ObjectModel::id);
      this.relationships = Map.copyOf(relationships);
      this.apps = index(apps, AppDefinition::name);
      this.permissionSets = index(permissionSets, PermissionSetDefinition::name);
      this.translations = List.copyOf(translations);
    }

    private static <K, V> Map<K, V> index(Collection<V> values, Function<V, K> key) {
      var map = new LinkedHashMap<K, V>();
      values.forEach(value -> map.put(key.apply(value), value));
      return Collections.unmodifiableMap(map);
    }
  }

  /**
   * What it costs to keep, in bytes of heap, about: what other tenants' models had already is not
   * counted, nor what is {@link #derived} later.
   */
  public int weight() {
    return weight;
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

  /**
   * What another package computes from this model, once, and kept as long as the model itself.
   *
   * @param type also the key: one value of each type
   */
  public <T> T derived(Class<T> type, Function<TenantModel, T> compute) {
    return derived(type, type, () -> compute.apply(this));
  }

  /**
   * The same of one of its objects, where other objects have a say; what follows from an object
   * alone is {@linkplain ObjectModel#derived its own}, and outlives this model.
   */
  public <T> T derived(
      Class<T> type, ObjectModel object, BiFunction<TenantModel, ObjectModel, T> compute) {
    return derived(type, new OfObject(type, object.name()), () -> compute.apply(this, object));
  }

  private record OfObject(Class<?> type, String object) {}

  private <T> T derived(Class<T> type, Object key, Supplier<T> compute) {
    Object known = derived.get(key);
    if (known == null) {
      known = compute.get();
      Object winner = derived.putIfAbsent(key, known);
      known = winner == null ? known : winner;
    }
    return type.cast(known);
  }

  /** Objects by name, the platform objects {@code user} and {@code file} included. */
  public Map<String, ObjectModel> objects() {
    return content.objects;
  }

  public Optional<ObjectModel> object(String name) {
    return Optional.ofNullable(content.objects.get(name));
  }

  public Optional<ObjectModel> object(int id) {
    return Optional.ofNullable(content.objectsById.get(id));
  }

  /** References of other objects that point to this one, by their reverse names. */
  public List<RelationshipModel> relationships(String object) {
    return content.relationships.getOrDefault(object, List.of());
  }

  public Map<String, AppDefinition> apps() {
    return content.apps;
  }

  public Map<String, PermissionSetDefinition> permissionSets() {
    return content.permissionSets;
  }

  public List<TranslationDefinition> translations() {
    return content.translations;
  }
}
