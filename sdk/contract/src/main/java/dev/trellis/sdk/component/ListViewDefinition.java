package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A saved list.
 *
 * @param object the object it lists; the same as in the name
 * @param columns fields or dotted paths
 * @param filter a formula that yields a boolean
 * @param sort fields or dotted paths, {@code -} in front for descending
 * @param visibleTo {@code everyone}, or {@code owner} for the person in {@code owner} alone
 * @param owner user name, for private views
 */
public record ListViewDefinition(
    String name,
    @Nullable String object,
    Label label,
    List<String> columns,
    @Nullable String filter,
    List<String> sort,
    @JsonProperty("visible_to") @Nullable String visibleTo,
    @Nullable String owner)
    implements Component {
  public ListViewDefinition {
    columns = columns == null ? List.of() : List.copyOf(columns);
    sort = sort == null ? List.of() : List.copyOf(sort);
  }

  @Override
  public Kind kind() {
    return Kind.LIST_VIEW;
  }
}
