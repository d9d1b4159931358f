package dev.trellis.runtime.signup;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.runtime.identity.RequestFields;
import dev.trellis.runtime.identity.UserDraft;
import dev.trellis.runtime.identity.UserView;
import dev.trellis.runtime.problem.AcceptedLanguage;
import dev.trellis.runtime.tenant.Tenant;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** A new tenant. */
@Path("/api/v1/signup")
@Produces(MediaType.APPLICATION_JSON)
public class SignUpResource {
  private static final int MAX_TEXT = 255;
  private static final int MAX_EMAIL = 254;
  private static final int MAX_PASSWORD = 1_000;
  private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9-]{1,38}");

  private final SignUp signUp;
  private final boolean isOpen;

  SignUpResource(
      SignUp signUp,
      @ConfigProperty(name = "trellis.signup", defaultValue = "open") String setting) {
    this.signUp = signUp;
    this.isOpen = setting.equals("open");
  }

  public record SignedUp(NewTenant tenant, UserView user) {}

  public record NewTenant(
      String address, String company, String locale, String timeZone, String currency) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<SignedUp>> create(
      @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String languages,
      @Nullable JsonNode body) {
    if (!isOpen) {
      throw PlatformException.of(ErrorCode.FORBIDDEN, "signup_closed");
    }
    return signUp.create(request(new RequestFields(body), languages)).map(SignUpResource::created);
  }

  private static SignUp.Request request(RequestFields fields, @Nullable String languages) {
    String address = fields.required("tenant", MAX_TEXT);
    String company = fields.required("company", MAX_TEXT);
    String email = fields.required("email", MAX_EMAIL);
    String password = fields.secret("password", MAX_PASSWORD).orElse("");
    Optional<String> locale = fields.optional("locale", MAX_TEXT);
    Optional<String> timeZone = fields.optional("time_zone", MAX_TEXT);
    Optional<String> currency = fields.optional("currency", MAX_TEXT);
    Optional<String> template = fields.optional("template", MAX_TEXT);
    if (password.isEmpty() && !fields.isRefused("password")) {
      fields.refuse("password", "required");
    }
    fields.check(
        "tenant",
        Optional.of(address).filter(text -> !text.isEmpty()),
        text -> ADDRESS.matcher(text).matches(),
        "invalid_address");
    UserDraft.checkEmail(fields, "email", Optional.of(email));
    UserDraft.checkLocale(fields, locale);
    UserDraft.checkTimeZone(fields, timeZone);
    // No template comes with this version; a name that means nothing is not passed over.
    fields.check("template", template, _ -> false, "unknown_value");
    fields.check("currency", currency, SignUpResource::isCurrency, "unknown_value");
    if (!password.isEmpty()) {
      UserDraft.checkPassword(fields, password, List.of(address, company, email));
    }
    fields.done();
    String language = locale.orElseGet(() -> AcceptedLanguage.of(languages));
    boolean isChinese = language.equals(AcceptedLanguage.CHINESE);
    return new SignUp.Request(
        address,
        company,
        email,
        password,
        language,
        ZoneId.of(timeZone.orElse(isChinese ? "Asia/Shanghai" : "UTC")),
        currency.orElse(isChinese ? "CNY" : "USD"));
  }

  private static boolean isCurrency(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
  }

  private static RestResponse<SignedUp> created(SignUp.Created created) {
    Tenant tenant = created.tenant();
    return RestResponse.ResponseBuilder.<SignedUp>created(URI.create("/api/v1/me"))
        .entity(
            new SignedUp(
                new NewTenant(
                    tenant.address(),
                    tenant.company(),
                    tenant.locale(),
                    tenant.timeZone().getId(),
                    tenant.currency()),
                created.user()))
        .build();
  }
}
