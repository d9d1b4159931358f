package dev.trellis.metadata.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query, ready to run. Run the statements in order until more rows than {@code limit} came; each
 * asks for one row more than the page, and all have the same columns. There are two where the
 * records without a value of the sort field have to be read after the others: an index does not
 * hold them.
 *
 * @param output how a row becomes a record
 * @param version position of the record's version in the row, -1 where there is none
 * @param paging how to go on after the page
 */
public record SqlPlan(List<Statement> statements, List<Output> output, int version, Paging paging) {
  /**
   * @param parameters in the order of {@code $1 …}
   * @param customPlan whether PostgreSQL must plan with the values ({@code plan_cache_mode =
   *     force_custom_plan}) instead of once for all
   */
  public record Statement(String sql, List<@Nullable Object> parameters, boolean customPlan) {
    public Statement {
      parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }
  }

  public SqlPlan {
    statements = List.copyOf(statements);
    output = List.copyOf(output);
  }

  public int limit() {
    return paging.limit();
  }
}
