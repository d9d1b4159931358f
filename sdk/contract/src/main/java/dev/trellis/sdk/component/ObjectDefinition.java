package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A kind of record: account, deal, ticket.
 *
 * @param label one record ("Deal")
 * @param pluralLabel several ("Deals"); falls back to the label
 * @param icon name of an icon of the UI's set
 * @param color {@code #rrggbb}
 * @param nameField the field whose value stands for a record in lists and look-ups; {@code name}
 *     unless said
 * @param sharing who sees its records beside their owners; null for {@code read_write}
 */
public record ObjectDefinition(
    String name,
    Label label,
    @JsonProperty("plural_label") @Nullable Label pluralLabel,
    @Nullable Label description,
    @Nullable String icon,
    @Nullable String color,
    @JsonProperty("name_field") @Nullable String nameField,
    @Nullable Sharing sharing)
    implements Component {
  @Override
  public Kind kind() {
    return Kind.OBJECT;
  }

  /** What holds where nothing is said. */
  public Sharing sharingOrDefault() {
    return sharing == null ? Sharing.READ_WRITE : sharing;
  }

  public Label plural() {
    return pluralLabel == null ? label : pluralLabel;
  }
}
