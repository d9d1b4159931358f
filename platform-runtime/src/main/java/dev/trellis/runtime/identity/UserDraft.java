package dev.trellis.runtime.identity;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a request wants a user to be. In a change every part may be missing; {@code clears} names
 * those that were given as null.
 */
public record UserDraft(
    Optional<String> username,
    Optional<String> email,
    Optional<String> name,
    Optional<String> password,
    Optional<String> currentPassword,
    Optional<String> locale,
    Optional<String> timeZone,
    Optional<String> role,
    Optional<Boolean> active,
    Optional<Set<String>> permissionSets,
    Set<String> clears) {
  private static final int MAX_TEXT = 255;
  private static final int MAX_PASSWORD = 1_000;
  private static final int MAX_SETS = 100;
  private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)*");
  private static final Set<String> LOCALES = Set.of("en", "zh-CN");
  private static final List<String> CLEARABLE = List.of("locale", "time_zone", "role");
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  static UserDraft toCreate(RequestFields fields, Rights rights) {
    Optional<String> username = Optional.of(fields.required("username", Username.MAX));
    Optional<String> email = Optional.of(fields.required("email", Username.MAX));
    Optional<String> name = Optional.of(fields.required("name", MAX_TEXT));
    Optional<Set<String>> sets = fields.texts("permission_sets", MAX_SETS);
    rights.checkKnown(fields, sets);
    return read(fields, username, email, name, sets);
  }

  static UserDraft toChange(RequestFields fields) {
    return read(
        fields,
        present(fields, "username", Username.MAX),
        present(fields, "email", Username.MAX),
        present(fields, "name", MAX_TEXT),
        fields.texts("permission_sets", MAX_SETS));
  }

  /** May be left out, but not be blank. */
  private static Optional<String> present(RequestFields fields, String field, int max) {
    return fields.has(field) ? Optional.of(fields.required(field, max)) : Optional.empty();
  }

  private static UserDraft read(
      RequestFields fields,
      Optional<String> username,
      Optional<String> email,
      Optional<String> name,
      Optional<Set<String>> permissionSets) {
    Optional<String> password = fields.secret("password", MAX_PASSWORD);
    Optional<String> currentPassword = fields.secret("current_password", MAX_PASSWORD);
    Optional<String> locale = fields.optional("locale", MAX_TEXT);
    Optional<String> timeZone = fields.optional("time_zone", MAX_TEXT);
    Optional<String> role = fields.optional("role", MAX_TEXT);
    var draft =
        new UserDraft(
            username,
            email,
            name,
            password,
            currentPassword,
            locale,
            timeZone,
            role,
            fields.flag("active"),
            permissionSets,
            Set.copyOf(
                CLEARABLE.stream()
                    .filter(
                        field -> fields.has(field) && fields.optional(field, MAX_TEXT).isEmpty())
                    .toList()));
    checkEmail(fields, "email", email);
    checkLocale(fields, locale);
    checkTimeZone(fields, timeZone);
    List<String> names = Stream.of(username, email, name).flatMap(Optional::stream).toList();
    password.ifPresent(text -> checkPassword(fields, text, names));
    fields.done();
    return draft;
  }

  public static void checkPassword(RequestFields fields, String password, List<String> names) {
    fields.refuse(PasswordPolicy.check("/password", password, names));
  }

  public static void checkEmail(RequestFields fields, String field, Optional<String> email) {
    fields.check(
        field,
        email.filter(text -> !text.isEmpty()),
        text -> EMAIL.matcher(text).matches(),
        "invalid_email");
  }

  public static void checkLocale(RequestFields fields, Optional<String> locale) {
    fields.check("locale", locale, LOCALES::contains, "unknown_value");
  }

  public static void checkTimeZone(RequestFields fields, Optional<String> timeZone) {
    fields.check("time_zone", timeZone, ZONES::contains, "unknown_value");
  }

  /** Whether it touches only what everybody may change of themselves. */
  boolean isPersonal() {
    return username.isEmpty()
        && email.isEmpty()
        && role.isEmpty()
        && active.isEmpty()
        && permissionSets.isEmpty()
        && !clears.contains("role");
  }

  @Override
  public String toString() {
    return "draft of user " + username.orElse("");
  }
}
