package dev.trellis.runtime.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.postgres.Tx;
import dev.trellis.metadata.query.SampleQuery;
import dev.trellis.metadata.query.SqlFragment;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.work.Workspace;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Works a formula out over sample rows. */
@ApplicationScoped
class SampleRun {
  /** Sample rows are not worth more of the database's time. */
  private static final String CONFINE =
      "SELECT set_config('transaction_read_only', 'on', true),"
          + " set_config('statement_timeout', '5s', true)";

  private final Workspace workspace;
  private final JsEvaluator js;

  SampleRun(Workspace workspace, JsEvaluator js) {
    this.workspace = workspace;
    this.js = js;
  }

  /**
   * @param engine what worked the formula out
   */
  record Results(Engine engine, List<TryOut.Outcome> outcomes) {}

  /** As {@link #over}, with what the caller and the tenant are in each row. */
  Uni<Results> over(
      Caller caller, Engine engine, TryOut tryOut, CallerSamples samples, List<ObjectNode> rows) {
    if (samples.globals().isEmpty()) {
      return over(caller, engine, tryOut, rows);
    }
    return workspace
        .view(caller)
        .invoke(
            view -> samples.fill(rows, new Surroundings(view.caller(), view.model(), view.now())))
        .chain(() -> over(caller, engine, tryOut, rows));
  }

  /** What PostgreSQL cannot do is done by Java, as elsewhere, and the results say so. */
  Uni<Results> over(Caller caller, Engine engine, TryOut tryOut, List<? extends JsonNode> rows) {
    return switch (engine) {
      case JAVA -> inJava(tryOut, rows);
      case JS -> aside(() -> new Results(Engine.JS, js.over(tryOut, rows)));
      case SQL ->
          SampleQuery.obstacle(tryOut).isEmpty()
              ? inDatabase(caller, tryOut, rows)
              : inJava(tryOut, rows);
    };
  }

  private static Uni<Results> inJava(TryOut tryOut, List<? extends JsonNode> rows) {
    return aside(
        () -> new Results(Engine.JAVA, rows.stream().<TryOut.Outcome>map(tryOut::over).toList()));
  }

  private static Uni<Results> aside(Supplier<Results> work) {
    return Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private Uni<Results> inDatabase(Caller caller, TryOut tryOut, List<? extends JsonNode> rows) {
    var outcomes = new TryOut.Outcome[rows.size()];
    Map<Integer, Map<String, @Nullable Object>> readable = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      try {
        readable.put(i, tryOut.read(rows.get(i)));
      } catch (EvaluationException e) {
        outcomes[i] = new TryOut.Outcome.Error(e.violation());
      }
    }
    SqlFragment statement = SampleQuery.of(tryOut, readable);
    return workspace
        .read(caller, work -> run(work.tx(), statement, tryOut))
        .map(
            found -> {
              found.forEach((row, outcome) -> outcomes[row] = outcome);
              return new Results(Engine.SQL, List.of(outcomes));
            });
  }

  private static Uni<Map<Integer, TryOut.Outcome>> run(
      Tx tx, SqlFragment statement, TryOut tryOut) {
    tx.query(CONFINE);
    return tx.query(statement.sql(), Tuple.from(new ArrayList<>(statement.parameters())))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map((Row row) -> SampleQuery.read(tryOut, row))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
