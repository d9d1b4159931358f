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
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "api_key")
@IdClass(TenantKey.class)
@NullUnmarked
class ApiKey {
  @Id
  @Column(name = "tenant_id")
  int tenantId;

  @Id UUID id;

  String name;
  byte[] hash;

  @Column(name = "user_id")
  UUID userId;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "revoked_at")
  Instant revokedAt;

  @ElementCollection(fetch = FetchType.EAGER)
  @CollectionTable(
      name = "api_key_permission_set",
      joinColumns = {
        @JoinColumn(name = "tenant_id", referencedColumnName = "tenant_id"),
        @JoinColumn(name = "api_key_id", referencedColumnName = "id")
      })
  @Column(name = "permission_set")
  Set<String> permissionSets = new HashSet<>();
}
