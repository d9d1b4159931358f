package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Navigation: a named set of tabs. */
public record AppDefinition(
    String name,
    Label label,
    @Nullable Label description,
    @Nullable String icon,
    @Nullable String color,
    List<Tab> tabs)
    implements Component {
  public AppDefinition {
    tabs = tabs == null ? List.of() : List.copyOf(tabs);
  }

  @Override
  public Kind kind() {
    return Kind.APP;
  }

  /**
   * @param listView local name of the view that opens first
   */
  public record Tab(
      String object, @JsonProperty("list_view") @Nullable String listView, @Nullable Label label) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Tab of(String object) {
      return new Tab(object, null, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Tab {}
  }
}
