package dev.trellis.metadata.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL.
 *
 * @param sql with markers {@code $1 …} of its own
 */
public record SqlFragment(String sql, List<@Nullable Object> parameters) {
  public SqlFragment {
    parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
  }
}
