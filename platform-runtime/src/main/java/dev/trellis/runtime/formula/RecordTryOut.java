package dev.trellis.runtime.formula;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.EvaluationException;
import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.Part;
import dev.trellis.metadata.formula.Formulas;
import dev.trellis.metadata.formula.Linked;
import dev.trellis.metadata.formula.Surroundings;
import dev.trellis.metadata.formula.Values;
import dev.trellis.metadata.query.QueryPlanner;
import dev.trellis.metadata.search.SearchDocument;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.work.Work;
import dev.trellis.runtime.work.Workspace;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Works a formula that nobody has saved yet out over records, and each of its parts, so that its
 * author sees where a result comes from. It reads only fields that the caller may read; formula
 * fields among them read with the platform's rights, as everywhere.
 */
@ApplicationScoped
class RecordTryOut {
  static final Set<String> MEMBERS =
      Set.of("object", "expression", "returns", "scale", "blanks", "rule", "records");

  private static final int MAX_RECORDS = 20;

  /** What nobody reads is not worked out: the outermost parts come first. */
  private static final int MAX_PARTS = 200;

  private final Workspace workspace;
  private final QueryPlanner planner;

  RecordTryOut(Workspace workspace, QueryPlanner planner) {
    this.workspace = workspace;
    this.planner = planner;
  }

  /**
   * @param isRule whether it is asked as a rule about a save that changes nothing
   */
  record Request(
      String object,
      String expression,
      @Nullable String returns,
      @Nullable Integer scale,
      Blanks blanks,
      boolean isRule,
      List<UUID> records) {}

  /** What a record comes to; those that the caller does not see are left out. */
  record Tried(UUID id, @Nullable String name, TryOut.Outcome result, List<Worked> parts) {}

  /** What a part comes to, as formulas see it: 50 % is 0.5. */
  record Worked(Part part, TryOut.Outcome outcome) {}

  static List<UUID> ids(ObjectNode request) {
    List<String> texts = RequestJson.texts(request, "records");
    if (texts.size() > MAX_RECORDS) {
      throw PlatformException.invalid(Violation.of("/records", "too_many", "max", MAX_RECORDS));
    }
    var ids = new LinkedHashSet<UUID>();
    for (int i = 0; i < texts.size(); i++) {
      try {
        ids.add(UUID.fromString(texts.get(i)));
      } catch (IllegalArgumentException _) {
        throw PlatformException.invalid(
            Violation.of("/records/" + i, "wrong_type", "expected", "id"));
      }
    }
    return List.copyOf(ids);
  }

  Uni<List<Tried>> over(Caller caller, Request request) {
    return workspace.read(caller, work -> over(work, request));
  }

  private Uni<List<Tried>> over(Work work, Request request) {
    ObjectModel object = FormulaCheck.object(work.view(), request.object());
    Expression tree = checked(work, object, request);
    List<Part> parts = Part.of(request.expression(), tree).stream().limit(MAX_PARTS).toList();
    List<Linked.Root> roots =
        Stream.concat(Stream.of(tree), parts.stream().map(Part::expression))
            .map(root -> new Linked.Root(root, request.blanks()))
            .toList();
    Linked linked = Linked.of(Formulas.of(work.model()), roots);
    var result =
        new TryOut.Result(
            request.returns() == null ? tree.type().wire() : request.returns(), request.scale());
    String name = SearchDocument.nameField(object);
    boolean seesName = work.access().canRead(object, object.require(name));
    List<String> shown = seesName ? List.of(SystemFields.ID, name) : List.of(SystemFields.ID);
    return new RecordInputs(planner, work, object, request.records())
        .load(shown, linked.inputs())
        .map(rows -> tried(work, rows, request, name, linked, result, parts));
  }

  private static Expression checked(Work work, ObjectModel object, Request request) {
    Checked<Expression> checked =
        FormulaCheck.overObject(
            work.view(), object, request.expression(), request.returns(), request.isRule());
    return switch (checked) {
      case Checked.Valid<Expression>(Expression tree) -> tree;
      case Checked.Refused<Expression>(List<Violation> violations) ->
          throw PlatformException.invalid(
              violations.stream().map(it -> it.under("/expression")).toList());
    };
  }

  private static List<Tried> tried(
      Work work,
      Map<UUID, RecordInputs.Loaded> rows,
      Request request,
      String name,
      Linked linked,
      TryOut.Result result,
      List<Part> parts) {
    var surroundings = new Surroundings(work.caller(), work.model(), work.now());
    return request.records().stream()
        .map(rows::get)
        .filter(Objects::nonNull)
        .map(
            row -> {
              @Nullable Object[] inputs = row.inputs();
              Values values = linked.over(surroundings, inputs, request.isRule() ? inputs : null);
              Object title = row.shown().get(name);
              return new Tried(
                  row.id(),
                  title == null ? null : title.toString(),
                  outcome(values, 0, result),
                  worked(values, parts));
            })
        .toList();
  }

  private static List<Worked> worked(Values values, List<Part> parts) {
    var worked = new ArrayList<Worked>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      worked.add(new Worked(parts.get(i), outcome(values, i + 1, null)));
    }
    return worked;
  }

  private static TryOut.Outcome outcome(Values values, int root, TryOut.@Nullable Result result) {
    try {
      Object value = values.get(root);
      return result == null ? new TryOut.Outcome.Value(value) : result.of(value);
    } catch (EvaluationException e) {
      return new TryOut.Outcome.Error(e.violation());
    }
  }
}
