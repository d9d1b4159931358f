package dev.trellis.runtime.search;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.SearchStatements;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.runtime.indexing.Indexing;
import dev.trellis.runtime.work.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/**
 * Keeps the index of words in step with the records, in the transaction that writes them: what was
 * saved is found at once.
 */
@ApplicationScoped
public class SearchIndex {
  private final Vocabulary vocabulary;
  private final Indexing indexing;
  private final SearchSettling settling;

  SearchIndex(Vocabulary vocabulary, Indexing indexing, SearchSettling settling) {
    this.vocabulary = vocabulary;
    this.indexing = indexing;
    this.settling = settling;
  }

  /**
   * Sees to it that the words of these objects' records are known; to be called before a search.
   */
  public Uni<Void> ready(Work work, List<ObjectModel> objects) {
    return indexing.ensure(
        work,
        objects.stream()
            .filter(object -> !object.isPlatformObject())
            .map(SearchSource::new)
            .toList());
  }

  /** Sends one statement for records that were written; nothing to wait for. */
  public void index(Work work, ObjectModel object, List<Draft> drafts) {
    List<FieldModel> fields = SearchDocument.fields(object);
    var documents = new LinkedHashMap<UUID, SearchDocument>();
    var gone = new ArrayList<UUID>(0);
    var words = new ArrayList<String>();
    for (Draft draft : drafts) {
      if (!draft.isInsert() && fields.stream().noneMatch(draft::isChanged)) {
        continue;
      }
      SearchDocument document = SearchDocument.of(work.tenantId(), object, draft::value);
      if (!document.isEmpty()) {
        documents.put(draft.id(), document);
        words.addAll(document.words());
      } else if (!draft.isInsert()) {
        gone.add(draft.id());
      }
    }
    UUID first = drafts.stream().map(Draft::id).min(Comparator.naturalOrder()).orElseThrow();
    indexing.begin(work, new SearchSource(object), first);
    if (!documents.isEmpty()) {
      work.tx().send(SearchStatements.put(work.tenantId(), object.id(), documents));
      work.afterCommit(settling::indexed);
    }
    if (!gone.isEmpty()) {
      remove(work, object, gone);
    }
    if (!words.isEmpty()) {
      work.afterCommit(() -> vocabulary.learn(work.tenantId(), words));
    }
  }

  public void remove(Work work, ObjectModel object, Collection<UUID> ids) {
    work.tx().send(SearchStatements.delete(work.tenantId(), object.id(), ids));
  }
}
