package dev.trellis.sdk.component;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When two records are taken for the same thing.
 *
 * @param active whether saves are checked
 * @param mode {@code strict} refuses the save, {@code warning} lets it pass and says so
 * @param match all of these must agree
 */
public record DuplicateRuleDefinition(
    String name,
    @Nullable Label label,
    @Nullable Boolean active,
    String mode,
    List<Match> match,
    @Nullable Label message)
    implements Component {
  public DuplicateRuleDefinition {
    mode = mode == null ? "warning" : mode;
    match = match == null ? List.of() : List.copyOf(match);
  }

  @Override
  public Kind kind() {
    return Kind.DUPLICATE_RULE;
  }

  public boolean isActive() {
    return active == null || active;
  }

  public boolean isStrict() {
    return "strict".equals(mode);
  }

  /**
   * @param method {@code equal} (case and width folded), {@code fuzzy} (typos, word order, company
   *     suffixes), {@code pinyin}, {@code phone} (digits alone)
   */
  public record Match(String field, String method) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Match of(String field) {
      return new Match(field, "equal");
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public Match {
      method = method == null ? "equal" : method;
    }
  }
}
