package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a record page and its forms are arranged.
 *
 * @param isDefault used when the record's type names no layout
 * @param highlights fields shown beside the title
 * @param sections the body, top to bottom
 * @param related related lists, in order; when null every relationship the reader may see is shown
 */
public record LayoutDefinition(
    String name,
    @Nullable Label label,
    @JsonProperty("default") @Nullable Boolean isDefault,
    List<String> highlights,
    List<Section> sections,
    @Nullable List<RelatedList> related)
    implements Component {
  public LayoutDefinition {
    highlights = highlights == null ? List.of() : List.copyOf(highlights);
    sections = sections == null ? List.of() : List.copyOf(sections);
    related = related == null ? null : List.copyOf(related);
  }

  @Override
  public Kind kind() {
    return Kind.LAYOUT;
  }

  /**
   * @param columns 1, 2 or 3; 2 unless said
   * @param collapsed whether it starts closed
   * @param visibleWhen a formula over the record: shown only while it is true
   */
  public record Section(
      @Nullable Label label,
      @Nullable Integer columns,
      @Nullable Boolean collapsed,
      @JsonProperty("visible_when") @Nullable String visibleWhen,
      List<Item> fields) {
    public Section {
      fields = fields == null ? List.of() : List.copyOf(fields);
    }
  }

  /**
   * A place in a section.
   *
   * @param field local name of the field
   * @param required must be filled in by whoever saves a record that this layout shows, in forms
   *     and through the API, unless it is hidden for the record's values; an update is held to the
   *     fields that it touches, and to those that it brings to light
   * @param readOnly shown, not editable here
   * @param wide takes the whole width
   * @param visibleWhen a formula over the record: shown only while it is true
   */
  public record Item(
      String field,
      @Nullable Boolean required,
      @JsonProperty("read_only") @Nullable Boolean readOnly,
      @Nullable Boolean wide,
      @JsonProperty("visible_when") @Nullable String visibleWhen) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Item fromName(String field) {
      return new Item(field, null, null, null, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Item {}
  }

  /**
   * @param relationship reverse name of a reference that points here
   * @param columns local field names of the referring object
   */
  public record RelatedList(
      String relationship, List<String> columns, List<String> sort, @Nullable Integer limit) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static RelatedList of(String relationship) {
      return new RelatedList(relationship, List.of(), List.of(), null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public RelatedList {
      columns = columns == null ? List.of() : List.copyOf(columns);
      sort = sort == null ? List.of() : List.copyOf(sort);
    }
  }
}
