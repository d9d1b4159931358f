package dev.trellis.runtime.idempotency;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trellis.metadata.value.Json;
import dev.trellis.runtime.http.CommitMark;
import dev.trellis.runtime.identity.Caller;
import dev.trellis.runtime.identity.CurrentCaller;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * {@code Idempotency-Key} on any POST but those whose answers hold secrets: they must not be
 * stored. Keys belong to their user and are kept for a day.
 */
@Singleton
public class IdempotencyFilter {
  private static final String HEADER = "Idempotency-Key";
  private static final String CLAIMED = "trellis.idempotency";
  private static final int MAX_KEY = 255;
  private static final Pattern WITH_SECRETS =
      Pattern.compile("/api/v1/(auth/|api-keys|me/second-factor|users/[^/]+/invitation)");

  private final IdempotencyKeys keys;
  private final ObjectMapper mapper;

  IdempotencyFilter(IdempotencyKeys keys, ObjectMapper mapper) {
    this.keys = keys;
    this.mapper = mapper;
  }

  /** The claim of the request at hand. */
  private record Claim(Caller caller, String key) {}

  @ServerRequestFilter(readBody = true)
  public Uni<Response> before(ContainerRequestContext request, RoutingContext context) {
    String key = request.getHeaderString(HEADER);
    Caller caller = CurrentCaller.find(context);
    if (key == null || caller == null || !request.getMethod().equals("POST") || isExempt(request)) {
      return Uni.createFrom().nullItem();
    }
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw PlatformException.invalid(Violation.of("", "bad_idempotency_key", "max", MAX_KEY));
    }
    return keys.claim(caller, key, hash(request))
        .map(
            first -> {
              if (first == null) {
                context.put(CLAIMED, new Claim(caller, key));
                CommitMark.put(context, tx -> IdempotencyKeys.markCommitted(tx, caller, key));
                return null;
              }
              return replay(first);
            });
  }

  private static boolean isExempt(ContainerRequestContext request) {
    return WITH_SECRETS.matcher(request.getUriInfo().getPath()).lookingAt();
  }

  private static byte[] hash(ContainerRequestContext request) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          request.getUriInfo().getRequestUri().toString().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      var body = request.getEntityStream();
      if (body != null && body.markSupported()) {
        body.mark(Integer.MAX_VALUE);
        digest.update(body.readAllBytes());
        body.reset();
      }
      return digest.digest();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Response replay(IdempotencyKeys.Answer answer) {
    var response = Response.status(answer.status()).entity(answer.body());
    answer
        .headers()
        .properties()
        .forEach(header -> response.header(header.getKey(), header.getValue().textValue()));
    return response.header("Idempotent-Replayed", "true").build();
  }

  @ServerResponseFilter
  public Uni<Void> after(ContainerResponseContext response, RoutingContext context) {
    Claim claim = context.get(CLAIMED);
    if (claim == null) {
      return Uni.createFrom().voidItem();
    }
    if (response.getStatus() >= 500 || response.getStatus() == 429) {
      return keys.release(claim.caller(), claim.key()).onFailure().recoverWithNull();
    }
    return keys.answered(
        claim.caller(),
        claim.key(),
        new IdempotencyKeys.Answer(response.getStatus(), headers(response), body(response)));
  }

  private static ObjectNode headers(ContainerResponseContext response) {
    ObjectNode headers = Json.MAPPER.createObjectNode();
    for (String name : new String[] {"Location", "ETag", "Content-Type"}) {
      Object value = response.getHeaders().getFirst(name);
      if (value != null) {
        headers.put(name, value.toString());
      }
    }
    if (!headers.has("Content-Type") && response.getMediaType() != null) {
      headers.put("Content-Type", response.getMediaType().toString());
    }
    return headers;
  }

  private byte @Nullable [] body(ContainerResponseContext response) {
    Object entity = response.getEntity();
    try {
      return switch (entity) {
        case null -> null;
        case byte[] bytes -> bytes;
        case String text -> text.getBytes(StandardCharsets.UTF_8);
        default -> mapper.writeValueAsBytes(entity);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
