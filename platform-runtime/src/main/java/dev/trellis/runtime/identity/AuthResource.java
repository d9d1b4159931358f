package dev.trellis.runtime.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.audit.Client;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Signing in, staying signed in, signing out. */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
public class AuthResource {
  private static final int MAX_TEXT = 1_000;

  private final SignIn signIn;
  private final SecondStep secondStep;
  private final Sessions sessions;

  AuthResource(SignIn signIn, SecondStep secondStep, Sessions sessions) {
    this.signIn = signIn;
    this.secondStep = secondStep;
    this.sessions = sessions;
  }

  /** For a program the tokens; for a browser, which has them in cookies, what its scripts need. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TokenView(
      @Schema(nullable = true) @Nullable String accessToken,
      @Schema(nullable = true) @Nullable String tokenType,
      long expiresIn,
      @Schema(nullable = true) @Nullable String refreshToken,
      @Schema(nullable = true) @Nullable String csrfToken) {
    static TokenView ofProgram(Tokens tokens) {
      return new TokenView(
          tokens.access().text(), "Bearer", tokens.accessSeconds(), tokens.refresh().text(), null);
    }

    static TokenView ofBrowser(Tokens tokens) {
      return new TokenView(null, null, tokens.accessSeconds(), null, tokens.csrfToken());
    }
  }

  @POST
  @Path("token")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<TokenView> token(@Nullable JsonNode body, RoutingContext context) {
    var fields = new RequestFields(body);
    String tenant = fields.required("tenant", MAX_TEXT);
    String username = fields.required("username", Username.MAX);
    Optional<String> password = fields.secret("password", MAX_TEXT);
    if (password.isEmpty() && !fields.isRefused("password")) {
      fields.refuse("password", "required");
    }
    Optional<String> otp = fields.optional("otp", MAX_TEXT);
    boolean isBrowser = fields.flag("browser").orElse(false);
    fields.done();
    var credentials = new SignIn.Credentials(tenant, username, password.orElseThrow(), otp);
    return signIn
        .signIn(credentials, Client.of(context.request()))
        .map(tokens -> answer(tokens, isBrowser, context));
  }

  /** The code that a challenge asks for, of the app or a recovery code. */
  @POST
  @Path("second-factor")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<TokenView> secondFactor(@Nullable JsonNode body, RoutingContext context) {
    var fields = new RequestFields(body);
    String challenge = fields.required("challenge", MAX_TEXT);
    String code = fields.required("code", MAX_TEXT);
    boolean isBrowser = fields.flag("browser").orElse(false);
    fields.done();
    return secondStep
        .answer(challenge, code, Client.of(context.request()))
        .map(tokens -> answer(tokens, isBrowser, context));
  }

  @POST
  @Path("refresh")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  public Uni<TokenView> refresh(@Nullable JsonNode body, RoutingContext context) {
    Optional<String> sent = refreshToken(body);
    String cookie = SessionCookies.refresh(context.request());
    boolean isBrowser = sent.isEmpty() && cookie != null;
    String token =
        sent.orElseGet(
            () -> {
              if (cookie == null) {
                throw refused();
              }
              return cookie;
            });
    return sessions
        .refresh(token, isBrowser, Client.of(context.request()))
        .map(
            tokens -> {
              if (tokens.isEmpty()) {
                if (isBrowser) {
                  SessionCookies.clear(context);
                }
                throw refused();
              }
              return answer(tokens.get(), isBrowser, context);
            });
  }

  /** Always succeeds: nobody learns whether a token was good. */
  @POST
  @Path("revoke")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  public Uni<Void> revoke(@Nullable JsonNode body, RoutingContext context) {
    Optional<String> sent = refreshToken(body);
    String cookie = SessionCookies.refresh(context.request());
    SessionCookies.clear(context);
    if (sent.isPresent()) {
      return sessions.revokeOf(sent.get());
    }
    Caller caller = CurrentCaller.find(context);
    if (caller != null && !caller.isApiKey()) {
      return sessions.revoke(caller);
    }
    return cookie == null ? Uni.createFrom().voidItem() : sessions.revokeOf(cookie);
  }

  private static Optional<String> refreshToken(@Nullable JsonNode body) {
    if (body == null || body.isMissingNode()) {
      return Optional.empty();
    }
    var fields = new RequestFields(body);
    Optional<String> token = fields.optional("refresh_token", MAX_TEXT);
    fields.done();
    return token;
  }

  private static TokenView answer(Tokens tokens, boolean isBrowser, RoutingContext context) {
    if (!isBrowser) {
      return TokenView.ofProgram(tokens);
    }
    SessionCookies.set(context, tokens);
    return TokenView.ofBrowser(tokens);
  }

  private static PlatformException refused() {
    return PlatformException.of(ErrorCode.UNAUTHENTICATED, "refresh_refused");
  }
}
