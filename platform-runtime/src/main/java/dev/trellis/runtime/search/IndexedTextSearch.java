package dev.trellis.runtime.search;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.query.QueryScope;
import dev.trellis.metadata.query.RecordQuery;
import dev.trellis.metadata.query.SqlFragment;
import dev.trellis.metadata.query.TextSearch;
import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.metadata.search.SearchQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code q=} of a list: the ids that the index of words knows. */
@ApplicationScoped
public class IndexedTextSearch implements TextSearch {
  private static final int MAX_IDS = 20_000;
  private static final String CANDIDATES =
      "SELECT record_id FROM search_candidates($1::text::tsquery, ARRAY[$2::int], $3::text, "
          + MAX_IDS
          + ", $4::smallint[])";

  /**
   * Users are few and have no words in the index: a part of a name, user name or address finds
   * them.
   */
  private static final String USERS =
      "SELECT id FROM app_user WHERE tenant_id = $1::int AND (strpos(lower(name), lower($2::text)) > 0"
          + " OR strpos(lower(username), lower($2::text)) > 0 OR strpos(lower(email), lower($2::text)) > 0)"
          + " LIMIT "
          + MAX_IDS;

  @Override
  public SqlFragment candidates(QueryScope scope, ObjectModel object, RecordQuery.Text text) {
    if (object.name().equals(ObjectModel.USER)) {
      return new SqlFragment(USERS, List.of(scope.model().tenantId(), text.typed().strip()));
    }
    SearchQuery typed = SearchQuery.parse(text.typed());
    var corrections = text.corrections();
    SearchQuery query =
        corrections == null
            ? typed
            : typed.forgiving(word -> corrections.getOrDefault(word, List.of()));
    if (query.isEmpty()) {
      return new SqlFragment("SELECT NULL::uuid WHERE false", List.of());
    }
    var parameters = new ArrayList<@Nullable Object>();
    parameters.add(query.tsquery(scope.model().tenantId()));
    parameters.add(object.id());
    parameters.add(query.folded());
    parameters.add(readable(scope.access(), object));
    return new SqlFragment(CANDIDATES, parameters);
  }

  /** Numbers of the fields whose words count; null when all do. */
  static Short @Nullable [] readable(Access access, ObjectModel object) {
    List<FieldModel> fields = SearchDocument.fields(object);
    List<FieldModel> readable =
        fields.stream().filter(field -> access.canRead(object, field)).toList();
    return readable.size() == fields.size()
        ? null
        : readable.stream()
            .map(field -> (short) SearchDocument.position(field))
            .toArray(Short[]::new);
  }
}
