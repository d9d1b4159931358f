package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.query.FieldStatistics;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class Statistics {
  FieldStatistics of(TenantModel model) {
    return FieldStatistics.UNKNOWN;
  }
}
