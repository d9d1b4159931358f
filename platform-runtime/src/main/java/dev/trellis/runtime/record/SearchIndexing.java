package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.runtime.work.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class SearchIndexing {
  void index(Work work, ObjectModel object, List<Draft> drafts) {}

  void remove(Work work, ObjectModel object, Collection<UUID> ids) {}
}
