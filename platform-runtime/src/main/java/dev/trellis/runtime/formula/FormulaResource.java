package dev.trellis.runtime.formula;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.SampleValues;
import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.runtime.http.RequestJson;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.runtime.problem.AcceptedLanguage;
import dev.trellis.runtime.problem.ProblemTexts;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Checks formulas, tries them out over sample rows, imports them. Nothing is saved. */
@Path("/api/v1/formulas")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Formulas")
public class FormulaResource {
  private static final int MAX_ROWS = 1_000;
  private static final int MAX_FIELDS = 500;
  private static final int MAX_SCALE = 100;

  private final CurrentCaller caller;
  private final FormulaCheck check;
  private final FormulaImport imports;
  private final SampleRun run;
  private final RecordTryOut records;
  private final Clock clock;

  FormulaResource(
      CurrentCaller caller,
      FormulaCheck check,
      FormulaImport imports,
      SampleRun run,
      RecordTryOut records,
      Clock clock) {
    this.caller = caller;
    this.check = check;
    this.imports = imports;
    this.run = run;
    this.records = records;
    this.clock = clock;
  }

  /**
   * {@code {object? | fields?, expression, returns?, blanks?, rule?}} → what it is, or what is
   * wrong.
   */
  @POST
  @Path("check")
  public Uni<byte[]> check(
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language, byte[] body) {
    ObjectNode request = RequestJson.object(body);
    RequestJson.refuseUnknown(request, FormulaCheck.MEMBERS);
    String shown = AcceptedLanguage.of(language);
    return check
        .of(caller.require(), request, fields(request))
        .map(findings -> JsonBytes.of(json -> findings.write(json, shown)));
  }

  /** {@code {object?, expression, names?}} → a formula of Salesforce as one of ours. */
  @POST
  @Path("import")
  public Uni<byte[]> importFrom(
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language, byte[] body) {
    ObjectNode request = RequestJson.object(body);
    String shown = AcceptedLanguage.of(language);
    return imports
        .of(caller.require(), request)
        .map(translation -> JsonBytes.of(json -> translation.write(json, shown)));
  }

  /** Works a formula out over rows; what a row does not come to is an error of that row. */
  @POST
  @Path("evaluate")
  public Uni<byte[]> evaluate(
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language, byte[] body) {
    Caller user = caller.require();
    ObjectNode request = RequestJson.object(body);
    Engine engine = Engine.named(RequestJson.text(request, "engine"));
    List<ObjectNode> rows = RequestJson.objects(request, "rows");
    if (rows.size() > MAX_ROWS) {
      throw PlatformException.invalid(Violation.of("/rows", "too_many", "max", MAX_ROWS));
    }
    String expression = RequestJson.requiredText(request, "expression");
    List<TryOut.Column> fields = fields(request);
    CallerSamples samples = CallerSamples.of(fields, expression);
    TryOut tryOut =
        TryOut.of(
                samples.besides(fields),
                expression,
                new TryOut.Result(RequestJson.requiredText(request, "returns"), scale(request)),
                blanks(request),
                clock.instant(),
                zone(request, user))
            .orThrow();
    String shown = AcceptedLanguage.of(language);
    return run.over(user, engine, tryOut, samples, rows)
        .map(results -> JsonBytes.of(json -> write(json, results, shown)));
  }

  /** Works a formula out over records, with the value of each of its parts. */
  @POST
  @Path("try")
  public Uni<byte[]> tryOut(
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language, byte[] body) {
    ObjectNode request = RequestJson.object(body);
    RequestJson.refuseUnknown(request, RecordTryOut.MEMBERS);
    String shown = AcceptedLanguage.of(language);
    return records
        .over(
            caller.require(),
            new RecordTryOut.Request(
                RequestJson.requiredText(request, "object"),
                RequestJson.requiredText(request, "expression"),
                RequestJson.text(request, "returns"),
                scale(request),
                blanks(request),
                FormulaCheck.isRule(request),
                RecordTryOut.ids(request)))
        .map(tried -> JsonBytes.of(json -> write(json, tried, shown)));
  }

  private static void write(JsonGenerator json, List<RecordTryOut.Tried> all, String language)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("records");
    for (RecordTryOut.Tried tried : all) {
      json.writeStartObject();
      json.writeStringField("id", tried.id().toString());
      json.writeStringField("name", tried.name());
      json.writeFieldName("result");
      write(json, tried.result(), language);
      json.writeArrayFieldStart("parts");
      for (RecordTryOut.Worked worked : tried.parts()) {
        json.writeStartObject();
        json.writeNumberField("from", worked.part().from());
        json.writeNumberField("to", worked.part().to());
        json.writeStringField("type", worked.part().expression().type().wire());
        writeMember(json, worked.outcome(), language);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SampleRun.Results results, String language)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("engine", results.engine().wire());
    json.writeArrayFieldStart("results");
    for (TryOut.Outcome outcome : results.outcomes()) {
      write(json, outcome, language);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, TryOut.Outcome outcome, String language)
      throws IOException {
    json.writeStartObject();
    writeMember(json, outcome, language);
    json.writeEndObject();
  }

  private static void writeMember(JsonGenerator json, TryOut.Outcome outcome, String language)
      throws IOException {
    switch (outcome) {
      case TryOut.Outcome.Value(Object value) -> {
        json.writeFieldName("value");
        SampleValues.write(json, value);
      }
      case TryOut.Outcome.Error(Violation violation) -> {
        json.writeObjectFieldStart("error");
        json.writeStringField("code", violation.code());
        json.writeStringField(
            "message", ProblemTexts.violation(language, violation.code(), violation.params()));
        json.writeEndObject();
      }
    }
  }

  static List<TryOut.Column> fields(ObjectNode request) {
    List<ObjectNode> fields = RequestJson.objects(request, "fields");
    if (fields.size() > MAX_FIELDS) {
      throw PlatformException.invalid(Violation.of("/fields", "too_many", "max", MAX_FIELDS));
    }
    var columns = new ArrayList<TryOut.Column>(fields.size());
    for (ObjectNode field : fields) {
      columns.add(
          new TryOut.Column(
              RequestJson.requiredText(field, "name"),
              RequestJson.requiredText(field, "type"),
              RequestJson.text(field, "formula")));
    }
    return columns;
  }

  static Blanks blanks(ObjectNode request) {
    String blanks = RequestJson.text(request, "blanks");
    return switch (blanks == null ? "zero" : blanks) {
      case "zero" -> Blanks.ZERO;
      case "null" -> Blanks.NULL;
      default ->
          throw PlatformException.invalid(
              Violation.of(
                  "/blanks", "not_in_list", "value", blanks, "allowed", List.of("zero", "null")));
    };
  }

  private static @Nullable Integer scale(ObjectNode request) {
    int scale = RequestJson.integer(request, "scale", -1);
    if (scale > MAX_SCALE) {
      throw PlatformException.invalid(Violation.of("/scale", "too_large", "max", MAX_SCALE));
    }
    return scale < 0 ? null : scale;
  }

  private static ZoneId zone(ObjectNode request, Caller user) {
    String zone = RequestJson.text(request, "time_zone");
    try {
      return zone == null ? user.timeZone() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw PlatformException.invalid(
          Violation.of("/time_zone", "unknown_time_zone", "value", zone));
    }
  }
}
