package dev.trellis.metadata.change;

import dev.trellis.metadata.catalog.CatalogSnapshot;
import dev.trellis.metadata.catalog.TenantModel;

/**
 * A draft with the models on both sides of it: what rules look at.
 *
 * @param after the catalogue as it would be
 * @param modelBefore the current model
 * @param modelAfter the model as it would be; compiled from a draft that may still be refused, so
 *     references in it may lead nowhere
 */
public record Candidate(
    Draft draft, CatalogSnapshot after, TenantModel modelBefore, TenantModel modelAfter) {
  public CatalogSnapshot before() {
    return draft.before();
  }
}
