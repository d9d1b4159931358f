package dev.trellis.runtime.identity;

import io.smallrye.mutiny.Uni;

/** Where {@link Rights} come from: the tenant's compiled model. */
public interface RightsSource {
  Uni<Rights> of(Caller caller);
}
