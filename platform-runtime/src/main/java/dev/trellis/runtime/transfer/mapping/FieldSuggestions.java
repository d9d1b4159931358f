package dev.trellis.runtime.transfer.mapping;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.ObjectPermission;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.SystemFields;
import dev.trellis.metadata.catalog.TenantModel;
import dev.trellis.runtime.transfer.value.ColumnProfile;
import dev.trellis.runtime.transfer.value.Likeness;
import dev.trellis.sdk.component.FieldType;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses which column belongs to which field, by its header against names and labels in every
 * language, and by what its values look like. Each field is given to one column, the surest first.
 */
public final class FieldSuggestions {
  private static final double LEAST = 0.6;
  private static final int MAX_FIELDS = 1_000;

  /** What people call the same thing. */
  private static final List<Set<String>> SYNONYMS =
      List.of(
          Set.of("email", "mail", "e mail", "email address", "邮箱", "电子邮件", "邮件"),
          Set.of(
              "phone",
              "tel",
              "telephone",
              "mobile",
              "cell",
              "phone number",
              "电话",
              "手机",
              "联系电话",
              "手机号"),
          Set.of("name", "title", "full name", "名称", "姓名", "标题"),
          Set.of("website", "url", "homepage", "web", "网址", "网站"),
          Set.of("amount", "value", "price", "total", "金额", "价格", "总额"),
          Set.of("address", "street", "地址"),
          Set.of("owner", "owner id", "sales rep", "负责人", "所有者"),
          Set.of("description", "notes", "note", "comment", "remarks", "描述", "备注", "说明"),
          Set.of("id", "code", "number", "no", "key", "external id", "编号", "代码"),
          Set.of("company", "account", "customer", "organisation", "organization", "公司", "客户"));

  /**
   * @param field what to write into the mapping: {@code amount}, {@code account.name}
   * @param confidence from 0 to 1
   */
  public record Suggestion(String field, double confidence) {}

  private record Candidate(int column, FieldModel field, double confidence) {}

  private FieldSuggestions() {}

  /** For each column, in order. */
  public static List<Optional<Suggestion>> suggest(
      List<String> header,
      List<ColumnProfile> profiles,
      ObjectModel object,
      TenantModel model,
      Access access) {
    var candidates = new ArrayList<Candidate>();
    object.fields().stream()
        .filter(field -> isOffered(object, field, access))
        .limit(MAX_FIELDS)
        .forEach(
            field -> {
              Set<String> names = names(object, field);
              for (int column = 0; column < header.size(); column++) {
                double likeness =
                    likeness(normal(header.get(column)), names, normal(object.name()));
                double confidence = likeness * fit(profiles.get(column), field);
                if (confidence >= LEAST) {
                  candidates.add(new Candidate(column, field, confidence));
                }
              }
            });
    candidates.sort(
        Comparator.comparingDouble(Candidate::confidence)
            .reversed()
            .thenComparing(Candidate::column));
    Map<Integer, Candidate> chosen = new HashMap<>();
    var taken = new HashSet<FieldModel>();
    for (Candidate candidate : candidates) {
      if (!chosen.containsKey(candidate.column()) && taken.add(candidate.field())) {
        chosen.put(candidate.column(), candidate);
      }
    }
    var suggestions = new ArrayList<Optional<Suggestion>>();
    for (int column = 0; column < header.size(); column++) {
      ColumnProfile profile = profiles.get(column);
      suggestions.add(
          Optional.ofNullable(chosen.get(column))
              .map(
                  candidate ->
                      new Suggestion(
                          path(candidate.field(), profile, model, access),
                          Math.round(candidate.confidence() * 100) / 100.0)));
    }
    return suggestions;
  }

  private static boolean isOffered(ObjectModel object, FieldModel field, Access access) {
    return field.isWritable()
        && access.canEdit(object, field)
        && !(field.type() instanceof FieldType.AutoNumber)
        && !(field.type() instanceof FieldType.File)
        && !(field.type() instanceof FieldType.Image);
  }

  private static Set<String> names(ObjectModel object, FieldModel field) {
    var names = new LinkedHashSet<String>();
    names.add(normal(field.name()));
    field.definition().label().texts().values().forEach(label -> names.add(normal(label)));
    if (field.name().equals(SystemFields.NAME)) {
      // "Account" over a column of accounts is their name.
      names.add(normal(object.name()));
      names.add(normal(object.name()) + " name");
      object.definition().label().texts().values().forEach(label -> names.add(normal(label)));
    }
    names.remove("");
    return names;
  }

  private static double likeness(String header, Set<String> names, String object) {
    double best = 0;
    for (String name : names) {
      best = Math.max(best, likeness(header, name));
      // "Account phone" in a file of accounts.
      if (header.startsWith(object + " ")) {
        best = Math.max(best, 0.95 * likeness(header.substring(object.length() + 1), name));
      }
    }
    return best;
  }

  private static double likeness(String header, String name) {
    if (header.equals(name)) {
      return 1;
    }
    if (header.replace(" ", "").equals(name.replace(" ", ""))) {
      return 0.98;
    }
    if (SYNONYMS.stream().anyMatch(set -> set.contains(header) && set.contains(name))) {
      return 0.8;
    }
    Set<String> ours = Set.copyOf(List.of(name.split(" ")));
    Set<String> theirs = new HashSet<>(List.of(header.split(" ")));
    int all = ours.size() + theirs.size();
    theirs.retainAll(ours);
    double words = 2.0 * theirs.size() / all * 0.85;
    return Math.max(words, Likeness.of(header, name) * 0.95);
  }

  /** A column whose values a field cannot hold is a bad match, however its header reads. */
  private static double fit(ColumnProfile profile, FieldModel field) {
    if (profile.filled() == 0) {
      return 0.95;
    }
    String type = profile.type();
    boolean isNumber = Set.of("number", "currency", "percent").contains(type);
    boolean isDate = Set.of("date", "datetime").contains(type);
    return switch (field.type()) {
      case FieldType.Number _, FieldType.Currency _, FieldType.Percent _ -> isNumber ? 1 : 0.5;
      case FieldType.Date _, FieldType.Datetime _ -> isDate ? 1 : 0.5;
      case FieldType.Bool _ -> type.equals("boolean") ? 1 : isNumber ? 0.8 : 0.5;
      case FieldType.Email _ -> type.equals("email") ? 1 : 0.6;
      case FieldType.Time _ -> type.equals("time") ? 1 : 0.6;
      case FieldType.Picklist _, FieldType.MultiPicklist _ -> isDate ? 0.8 : 1;
      default -> 1;
    };
  }

  /** A reference is found by its external id, else by its name, unless the values are ids. */
  private static String path(
      FieldModel field, ColumnProfile profile, TenantModel model, Access access) {
    if (!(field.type() instanceof FieldType.Reference reference) || profile.looksLikeIds()) {
      return field.name();
    }
    Optional<ObjectModel> target =
        reference.to().stream()
            .flatMap(name -> model.object(name).stream())
            .filter(found -> found.isPlatformObject() || access.can(found, ObjectPermission.READ))
            .findFirst();
    if (target.isEmpty()) {
      return field.name();
    }
    if (target.get().name().equals(ObjectModel.USER)) {
      return field.name() + (profile.type().equals("email") ? ".email" : ".name");
    }
    boolean looksLikeCode =
        profile.type().equals("number")
            || profile.samples().stream().noneMatch(text -> text.contains(" "))
                && profile.samples().stream()
                    .allMatch(text -> text.chars().anyMatch(Character::isDigit));
    return field.name()
        + "."
        + target.get().fields().stream()
            .filter(
                key ->
                    key.definition().externalId()
                        && access.canRead(target.get(), key)
                        && looksLikeCode)
            .map(FieldModel::name)
            .findFirst()
            .orElse(SystemFields.NAME);
  }

  /**
   * {@code "AccountName" → "account name"}, {@code "close_date" → "close date"}, {@code "金额 (元)" →
   * "金额 元"}.
   */
  static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
