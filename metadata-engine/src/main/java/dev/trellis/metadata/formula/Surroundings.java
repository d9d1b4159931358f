package dev.trellis.metadata.formula;

import dev.trellis.metadata.catalog.CustomLabels;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.metadata.catalog.TenantSettings;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Global;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What formulas see besides the record.
 *
 * @param caller who reads or saves
 * @param now one moment for the whole request
 * @param lookups what {@code VLOOKUP} finds; null where no rule is asked
 */
public record Surroundings(
    CallerFacts caller, TenantModel model, Instant now, @Nullable Lookups lookups) {
  public Surroundings(CallerFacts caller, TenantModel model, Instant now) {
    this(caller, model, now, null);
  }

  public Surroundings with(Lookups other) {
    return new Surroundings(caller, model, now, other);
  }

  public UUID userId() {
    return caller.userId();
  }

  public ZoneId zone() {
    return model.settings().timeZone();
  }

  public @Nullable Object global(Global global) {
    TenantSettings tenant = model.settings();
    return switch (global) {
      case Global.Permission(String name) -> caller.has(name);
      case Global.Label(String name) -> CustomLabels.of(model).in(caller.locale(), name);
      case Global.Known known ->
          switch (known) {
            case USER_ID -> caller.userId();
            case USER_NAME -> caller.name();
            case USER_USERNAME -> caller.username();
            case USER_EMAIL -> caller.email();
            case ORGANIZATION_ID -> tenant.address();
            case ORGANIZATION_NAME -> tenant.company();
            case ORGANIZATION_TIME_ZONE -> tenant.timeZone().getId();
            case ORGANIZATION_LOCALE -> tenant.locale();
            case ORGANIZATION_CURRENCY -> tenant.currency();
          };
    };
  }

  @Nullable Object find(Binding.OfLookup lookup, String key) {
    if (lookups == null) {
      throw new IllegalStateException("only rules look up: " + lookup.text());
    }
    return lookups.find(lookup, key);
  }
}
