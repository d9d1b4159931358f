package dev.trellis.runtime.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "login_history")
@IdClass(TenantKey.class)
@Immutable
@NullUnmarked
class LoginEntry {
  @Id
  @Column(name = "tenant_id")
  int tenantId;

  @Id UUID id;

  Instant at;

  @Column(name = "user_id")
  UUID userId;

  String username;
  String outcome;
  String address;
  String agent;
}
