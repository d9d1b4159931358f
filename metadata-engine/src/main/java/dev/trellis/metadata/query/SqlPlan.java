package dev.trellis.metadata.query;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
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

    Statement planned(boolean withValues) {
      return new Statement(sql, parameters, withValues);
    }
  }

  public SqlPlan {
    output = List.copyOf(output);
  }

  /** Two statements, of which the second is seldom needed and only then built. */
  static List<Statement> inTurn(Statement first, Supplier<Statement> second) {
    return new AbstractList<>() {
      private @Nullable Statement built;

      @Override
      public Statement get(int index) {
        Objects.checkIndex(index, 2);
        if (index == 0) {
          return first;
        }
        if (built == null) {
          built = second.get();
        }
        return built;
      }

      @Override
      public int size() {
        return 2;
      }
    };
  }

  public int limit() {
    return paging.limit();
  }
}
