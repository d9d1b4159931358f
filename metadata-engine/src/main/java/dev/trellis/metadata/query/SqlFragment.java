package dev.trellis.metadata.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private static final Pattern MARKER = Pattern.compile("\\$(\\d+)");

  /** The text as it reads in a statement that has so many parameters already. */
  public String after(int taken) {
    return MARKER
        .matcher(sql)
        .replaceAll(
            marker -> Matcher.quoteReplacement("$" + (Integer.parseInt(marker.group(1)) + taken)));
  }
}
