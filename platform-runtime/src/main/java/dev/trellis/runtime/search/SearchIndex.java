package dev.trellis.runtime.search;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.postgres.SearchStatements;
import dev.trellis.metadata.query.RecordQuery;
import dev.trellis.metadata.record.Draft;
import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.metadata.search.SearchQuery;
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

  /**
   * Sees to the words of the query's object, and to its own: when no record that the caller may see
   * has them as they were typed, those that were probably meant are searched for. Whether that is
   * so does not depend on the page, so that all pages answer the same question.
   */
  public Uni<RecordQuery> ready(Work work, RecordQuery query) {
    if (query.text() == null) {
      return Uni.createFrom().item(query);
    }
    SearchQuery typed = SearchQuery.parse(query.text().typed());
    ObjectModel object = query.object();
    Uni<Void> ready = ready(work, List.of(object));
    if (object.isPlatformObject() || !typed.canForgive()) {
      return ready.replaceWith(query);
    }
    return ready
        .chain(() -> isFound(work, object, typed))
        .chain(
            isFound ->
                isFound
                    ? Uni.createFrom().item(query)
                    : vocabulary.corrections(work.tx(), typed).map(query::withCorrections));
  }

  private static Uni<Boolean> isFound(Work work, ObjectModel object, SearchQuery query) {
    return work.tx()
        .send(
            SearchStatements.isFound(
                work.tenantId(),
                query,
                object.id(),
                IndexedTextSearch.readable(work.access(), object)))
        .map(rows -> rows.iterator().next().getBoolean(0));
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
