package dev.trellis.runtime.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.trellis.sdk.error.PlatformException;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every exception that leaves a resource passes here. */
public class ProblemMapper {
  private final Instance<AllowedMethods> allowed;

  /** Looked up when first needed: it goes through all resources. */
  ProblemMapper(Instance<AllowedMethods> allowed) {
    this.allowed = allowed;
  }

  @ServerExceptionMapper
  Response platform(PlatformException failure, RoutingContext context) {
    return response(failure, context).build();
  }

  /** Named because the framework brings a mapper of its own for it. */
  @ServerExceptionMapper
  Response mismatch(MismatchedInputException failure, RoutingContext context) {
    return response(failure, context).build();
  }

  @ServerExceptionMapper
  Response web(WebApplicationException failure, RoutingContext context) {
    Response answer = failure.getResponse();
    if (answer.getStatus() < 400) {
      return answer;
    }
    return failure instanceof NotAllowedException || isForAnotherMethod(failure, context)
        ? response(new NotAllowedException(""), context)
            .header(HttpHeaders.ALLOW, allowed.get().of(context.normalizedPath()))
            .build()
        : response(failure, context).build();
  }

  /** Where two resources share the beginning of an address, the router finds nothing at all. */
  private boolean isForAnotherMethod(WebApplicationException failure, RoutingContext context) {
    return failure instanceof NotFoundException
        && allowed.get().refuse(context.request().method().name(), context.normalizedPath());
  }

  @ServerExceptionMapper
  Response other(Throwable failure, RoutingContext context) {
    return response(failure, context).build();
  }

  private static Response.ResponseBuilder response(Throwable failure, RoutingContext context) {
    PlatformException known = Failures.classify(failure);
    Problems.log(context, known, failure);
    Problem problem = Problem.of(known, Problems.language(context), TraceId.of(context));
    Response.ResponseBuilder builder =
        Response.status(problem.status())
            .entity(problem.json())
            .header(HttpHeaders.CONTENT_TYPE, Problems.CONTENT_TYPE);
    Problems.headers(known).forEach(builder::header);
    return builder;
  }
}
