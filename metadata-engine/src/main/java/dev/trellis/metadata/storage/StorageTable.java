package dev.trellis.metadata.storage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The table that holds an object's records.
 *
 * @param name SQL name, safe to write into a statement
 * @param isShared whether records of other tenants and objects live there too, so that every
 *     statement must say {@code tenant_id} and {@code object_id}. Tables of promoted objects and of
 *     platform objects hold no other object; a platform table still wants the tenant condition.
 * @param hasTenant whether the tenant condition is written explicitly
 */
public record StorageTable(String name, boolean isShared, boolean hasTenant) {
  /** By partition: all objects of all tenants name one of these few. */
  private static final Map<Integer, StorageTable> SHARED = new ConcurrentHashMap<>();

  public static StorageTable shared(int partition) {
    return SHARED.computeIfAbsent(
        partition, number -> new StorageTable("record_p" + number, true, true));
  }

  public static StorageTable promoted(String name) {
    return new StorageTable(name, false, false);
  }

  public static StorageTable platform(String name) {
    return new StorageTable(name, false, true);
  }
}
