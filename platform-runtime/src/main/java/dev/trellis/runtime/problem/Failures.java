package dev.trellis.runtime.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.handler.HttpException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says of any throwable which problem it is. Pure: logging and writing are others' work. */
public final class Failures {
  private static final List<String> FORMULA_PACKAGES =
      Stream.of("expression", "evaluation", "formula", "query")
          .map(name -> "dev.trellis.metadata." + name + ".")
          .toList();

  private Failures() {}

  public static PlatformException classify(Throwable failure) {
    List<Throwable> chain = chain(failure);
    for (Throwable link : chain) {
      PlatformException known = known(link);
      if (known != null) {
        return known;
      }
    }
    for (Throwable link : chain) {
      if (link instanceof IOException && isOfMultipart(link)) {
        return PlatformException.of(ErrorCode.MALFORMED, "malformed");
      }
    }
    PlatformException database = DatabaseFailures.classify(chain);
    if (database != null) {
      return database;
    }
    for (Throwable link : chain) {
      if (link instanceof WebApplicationException web) {
        return ofStatus(web.getResponse().getStatus());
      }
      if (link instanceof HttpException http) {
        return ofStatus(http.getStatusCode());
      }
    }
    return PlatformException.of(ErrorCode.INTERNAL, "internal");
  }

  /** The parser has no type of its own for a body that breaks off or is not multipart at all. */
  private static boolean isOfMultipart(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length > 0
        && trace[0].getClassName().startsWith("org.jboss.resteasy.reactive.server.core.multipart.");
  }

  /**
   * Bounds on formulas keep it from happening; should it happen all the same, the caller can act.
   */
  private static boolean isOfFormulas(StackOverflowError failure) {
    return Stream.of(failure.getStackTrace())
        .anyMatch(
            frame ->
                FORMULA_PACKAGES.stream().anyMatch(each -> frame.getClassName().startsWith(each)));
  }

  private static @Nullable PlatformException known(Throwable link) {
    return switch (link) {
      case PlatformException platform -> platform;
      // Our own types that Jackson cannot handle are a fault of ours, not of the caller.
      case InvalidDefinitionException _ -> PlatformException.of(ErrorCode.INTERNAL, "internal");
      case JsonMappingException mapping when carriesOwn(mapping) -> null;
      case JsonMappingException mapping
          when mapping.getCause() instanceof StreamConstraintsException limit ->
          BrokenJson.beyondLimits(limit, pointer(mapping.getPath()));
      case StreamConstraintsException limit -> BrokenJson.beyondLimits(limit, "");
      case MismatchedInputException mismatch -> ofMismatch(mismatch);
      case JsonProcessingException json -> BrokenJson.broken(json);
      case CharacterCodingException _ -> PlatformException.of(ErrorCode.MALFORMED, "invalid_utf8");
      case DecodeException _ -> PlatformException.of(ErrorCode.MALFORMED, "malformed");
      case StackOverflowError deep when isOfFormulas(deep) ->
          PlatformException.invalid(Violation.of("", "formula_beyond_stack"));
      default -> null;
    };
  }

  /** A record's constructor that refuses with a PlatformException arrives wrapped. */
  private static boolean carriesOwn(JsonMappingException mapping) {
    return mapping.getCause() instanceof PlatformException;
  }

  private static PlatformException ofMismatch(MismatchedInputException mismatch) {
    String pointer = pointer(mismatch.getPath());
    if (mismatch instanceof UnrecognizedPropertyException unknown) {
      return PlatformException.invalid(
          Violation.of(pointer, "unknown_property", "property", unknown.getPropertyName()));
    }
    boolean nothingThere = pointer.isEmpty() && mismatch.getCurrentToken() == null;
    return nothingThere
        ? PlatformException.of(ErrorCode.MALFORMED, "body_missing")
        : PlatformException.invalid(Violation.of(pointer, "wrong_type"));
  }

  static String pointer(List<JsonMappingException.Reference> path) {
    var pointer = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      pointer.append('/');
      if (step.getFieldName() == null) {
        pointer.append(step.getIndex());
      } else {
        pointer.append(step.getFieldName().replace("~", "~0").replace("/", "~1"));
      }
    }
    return pointer.toString();
  }

  static PlatformException ofStatus(int status) {
    for (ErrorCode code : ErrorCode.values()) {
      // Where several codes share a status, the framework means the general one, which is last.
      if (code.status() == status && code != ErrorCode.DUPLICATE && code != ErrorCode.IN_USE) {
        return PlatformException.of(code, code.code());
      }
    }
    ErrorCode code = status >= 400 && status < 500 ? ErrorCode.MALFORMED : ErrorCode.INTERNAL;
    return PlatformException.of(code, code.code());
  }

  /** The failure and its causes, outermost first, cycles cut. */
  private static List<Throwable> chain(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    var chain = new ArrayList<Throwable>();
    for (Throwable link = failure; link != null && seen.add(link); link = link.getCause()) {
      chain.add(link);
    }
    return chain;
  }
}
