package dev.trellis.runtime.record;

import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.record.Draft;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class DuplicateCheck {
  Uni<Void> check(Work work, ObjectModel object, List<Draft> drafts) {
    return Uni.createFrom().voidItem();
  }
}
