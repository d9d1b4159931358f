package dev.trellis.runtime.identity;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "app_user")
@IdClass(TenantKey.class)
@DynamicUpdate
@NullUnmarked
class AppUser {
  @Id
  @Column(name = "tenant_id")
  int tenantId;

  @Id UUID id;

  String username;

  @Column(name = "username_key")
  String usernameKey;

  String email;
  String name;

  @Column(name = "password_hash")
  String passwordHash;

  String locale;

  @Column(name = "time_zone")
  String timeZone;

  boolean active;
  String role;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "created_by")
  UUID createdBy;

  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "updated_by")
  UUID updatedBy;

  @Version int version;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(
      name = "user_permission_set",
      joinColumns = {
        @JoinColumn(name = "tenant_id", referencedColumnName = "tenant_id"),
        @JoinColumn(name = "user_id", referencedColumnName = "id")
      })
  @Column(name = "permission_set")
  Set<String> permissionSets = new HashSet<>();
}
