package dev.trellis.metadata.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Salesforce's names are called here: as the importer says, else as the same field is usually
 * called. {@code npsp__Close_Reason__c -> close_reason}, {@code Owner:User.Name -> owner.name}
 */
final class SalesforceNames {
  /** Fields that every object has there and, under another name, here. */
  private static final Map<String, String> STANDARD =
      Map.of(
          "createddate", "created_at",
          "lastmodifieddate", "updated_at",
          "systemmodstamp", "updated_at",
          "createdbyid", "created_by",
          "lastmodifiedbyid", "updated_by",
          "lastmodifiedby", "updated_by",
          "ownerid", "owner_id",
          "recordtypeid", "record_type");

  /** What automations, users and organisations have there and, under another name, here. */
  private static final Map<String, String> GLOBALS =
      Map.of(
          "$flow.currentdate", "TODAY()",
          "$flow.currentdatetime", "NOW()",
          "$user.isactive", "TRUE",
          "$organization.timezonesidkey", "$Organization.TimeZone",
          "$organization.defaultlocalesidkey", "$Organization.Locale",
          "$organization.languagelocalekey", "$Organization.Locale",
          "$organization.defaultcurrencyisocode", "$Organization.Currency");

  /** Of custom fields, relationships, settings, and fields of person accounts. */
  private static final Pattern SUFFIX =
      Pattern.compile("__(c|r|pc|pr|mdt|e|x|b|kav|latitude__s|longitude__s|s)$");

  private static final Pattern NAMESPACE = Pattern.compile("^[A-Za-z][A-Za-z0-9]*__(?=.)");
  private static final Pattern WORD_START =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private final Map<String, String> given;
  private final KnownFields known;

  /**
   * @param given names of fields or beginnings of paths, and what they are here; a beginning that
   *     is nothing here falls away
   * @param known the fields that there are; a name that might be several of them is the one that is
   *     there ({@link NaturalNames})
   */
  SalesforceNames(Map<String, String> given, KnownFields known) {
    var names = new HashMap<String, String>();
    given.forEach((name, ours) -> names.put(key(name), ours));
    this.given = Collections.unmodifiableMap(names);
    this.known = known;
  }

  /** What stands for a path in our text. */
  String translate(List<String> segments) {
    String known = given(segments);
    if (known != null) {
      return known;
    }
    String usual = GLOBALS.get(key(String.join(".", segments)));
    if (usual != null) {
      return usual;
    }
    List<String> rest = segments.subList(1, segments.size());
    return switch (key(segments.getFirst())) {
      case "$record" -> rest.isEmpty() ? "id" : translate(rest);
      case "$record__prior" -> "PRIORVALUE(" + (rest.isEmpty() ? "id" : translate(rest)) + ")";
      case "$label" -> "$Label." + usual(segments.getLast());
      case "$permission" -> segments.getFirst() + "." + names(rest);
      case "$user" -> isCustom(segments) ? "$User." + names(rest) : String.join(".", segments);
      case "$objecttype" -> objectType(segments);
      case "$action" -> action(segments);
      default -> segments.getFirst().startsWith("$") ? String.join(".", segments) : path(segments);
    };
  }

  private static boolean isCustom(List<String> segments) {
    return SUFFIX.matcher(key(segments.getLast())).find();
  }

  /** {@code $Profile.Sales User} may be named; else it is {@code sales_user}. */
  String permissionSet(String profile) {
    String known = given.get(key("$Profile." + profile));
    if (known != null && !known.isEmpty()) {
      return known;
    }
    return profile.equalsIgnoreCase("System Administrator")
        ? "administrator"
        : snakeCase(profile).replaceAll("[^a-z0-9]+", "_").replaceAll("^[_0-9]+|_$", "");
  }

  /** The longest beginning that the importer named, and the rest as usual. */
  private @Nullable String given(List<String> segments) {
    for (int length = segments.size(); length > 0; length--) {
      String ours = given.get(key(String.join(".", segments.subList(0, length))));
      boolean isWhole = length == segments.size();
      if (ours != null && !(isWhole && ours.isEmpty())) {
        List<String> way = ours.isEmpty() ? List.of() : List.of(ours.split("\\."));
        String rest = fields(way, segments.subList(length, segments.size()));
        return ours.isEmpty() || rest.isEmpty() ? ours + rest : ours + "." + rest;
      }
    }
    return null;
  }

  /** A record type is a choice of the record here, and no record of its own. */
  private String path(List<String> segments) {
    int before = segments.size() - 2;
    if (before < 0 || !segments.get(before).equalsIgnoreCase("RecordType")) {
      return fields(List.of(), segments);
    }
    String last = segments.getLast();
    if (before == 0) {
      return last.equalsIgnoreCase("Id") ? "record_type" : "$RecordType." + last;
    }
    String type = fields(List.of(), segments.subList(0, before)) + ".record_type";
    return last.equalsIgnoreCase("Id") ? type : "TEXT(" + type + ")";
  }

  /** {@code $ObjectType.Zip__c.Fields.City__c}, {@code $ObjectType.Zip__c} */
  private String objectType(List<String> segments) {
    return switch (segments.size()) {
      case 2 -> "$ObjectType." + field(segments.get(1));
      case 4 -> "$ObjectType." + field(segments.get(1)) + ".Fields." + field(segments.get(3));
      default -> String.join(".", segments);
    };
  }

  /** {@code $Action.Zip__c.View} */
  private String action(List<String> segments) {
    return segments.size() == 3
        ? "$Action." + field(segments.get(1)) + "." + segments.getLast()
        : String.join(".", segments);
  }

  private String names(List<String> segments) {
    return segments.stream().map(this::field).collect(Collectors.joining("."));
  }

  /**
   * @param way references, by our names, that the path goes on from
   */
  private String fields(List<String> way, List<String> segments) {
    var ours = new ArrayList<>(way);
    for (String segment : segments) {
      String given = givenField(segment);
      ours.add(given != null ? given : NaturalNames.among(known.after(ours), usual(segment)));
    }
    return String.join(".", ours.subList(way.size(), ours.size()));
  }

  private String field(String name) {
    String given = givenField(name);
    return given == null ? usual(name) : given;
  }

  private @Nullable String givenField(String name) {
    String ours = given.get(key(name));
    if (ours == null && key(name).endsWith("__r")) {
      ours = given.get(key(name).replaceFirst("r$", "c"));
    }
    return ours == null || ours.isEmpty() ? null : ours;
  }

  private static String usual(String name) {
    // Owner:User says which of the possible objects is meant.
    String plain = name.replaceFirst(":.*$", "");
    String standard = STANDARD.get(key(plain));
    if (standard != null) {
      return standard;
    }
    var suffix = SUFFIX.matcher(key(plain));
    if (!suffix.find()) {
      return snakeCase(plain).replaceFirst("(?<=.)_id$", "");
    }
    String stem = NAMESPACE.matcher(plain.substring(0, suffix.start())).replaceFirst("");
    return snakeCase(stem) + part(suffix.group(1));
  }

  /** One half of a place. */
  private static String part(String suffix) {
    return switch (suffix) {
      case "latitude__s" -> ".latitude";
      case "longitude__s" -> ".longitude";
      default -> "";
    };
  }

  private static String snakeCase(String name) {
    return key(WORD_START.matcher(name).replaceAll("_")).replaceAll("_{2,}", "_");
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
