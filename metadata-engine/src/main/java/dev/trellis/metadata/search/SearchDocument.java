package dev.trellis.metadata.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.text.Folding;
import dev.trellis.sdk.component.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A record as the search index holds it.
 *
 * @param title the folded name, for ranking in the database; empty without a name
 * @param tokens the input of a {@code tsvector}
 * @param words that a searcher may mistype
 */
public record SearchDocument(String title, String tokens, List<String> words) {
  /** To be raised when words are made in another way: all records are then indexed anew. */
  private static final int VERSION = 1;

  private static final int MAX_TITLE = 120;

  /** System fields have ids of 0 and below, positions begin at 1. */
  private static final int POSITION_OFFSET = 32;

  private static final int MAX_LONG_TEXT = 4_000;

  public SearchDocument {
    words = List.copyOf(words);
  }

  /** Whether there is anything to find the record by. */
  public boolean isEmpty() {
    return tokens.isEmpty();
  }

  /** Name of the field that stands for a record of the object. */
  public static String nameField(ObjectModel object) {
    String field = object.definition().nameField();
    return field == null ? "name" : field;
  }

  /** The fields that records of an object are found by. */
  public static List<FieldModel> fields(ObjectModel object) {
    return object.derived(SearchedFields.class, SearchedFields::of).list;
  }

  /**
   * Says what the entries of an object are made of; entries of another form are to be made anew.
   */
  public static String form(ObjectModel object) {
    return object.derived(SearchedFields.class, SearchedFields::of).form;
  }

  /**
   * Stands at each word of the field in the index, so that words of a field that a caller may not
   * read do not count. Names have -1 for an id, the tenant's fields 1 and up.
   */
  public static int position(FieldModel field) {
    return field.id() + POSITION_OFFSET;
  }

  private record SearchedFields(List<FieldModel> list, String form) {
    static SearchedFields of(ObjectModel object) {
      String name = nameField(object);
      List<FieldModel> list =
          object.fields().stream()
              .filter(field -> field.isSearchable() || field.name().equals(name))
              .toList();
      var form = new StringBuilder().append(VERSION).append(' ').append(name);
      list.forEach(field -> form.append(' ').append(field.form()));
      return new SearchedFields(list, form.toString());
    }
  }

  /**
   * @param value the value of a field, null for none; texts as strings
   */
  public static SearchDocument of(
      int tenantId, ObjectModel object, Function<FieldModel, @Nullable Object> value) {
    return of(Lexeme.tenantPrefix(tenantId), object, value, field -> true);
  }

  /**
   * The words of the fields that a caller may read: a hit must not tell what another field holds.
   */
  public static Lexemes lexemes(
      ObjectModel object,
      Function<FieldModel, @Nullable Object> value,
      Predicate<FieldModel> isReadable) {
    return Lexemes.of(of("", object, value, isReadable).tokens);
  }

  private static SearchDocument of(
      String prefix,
      ObjectModel object,
      Function<FieldModel, @Nullable Object> value,
      Predicate<FieldModel> isIncluded) {
    List<String> words = new ArrayList<>();
    var writer = new LexemeWriter(prefix, words::add);
    String nameField = nameField(object);
    String title = "";
    for (FieldModel field : fields(object)) {
      boolean isName = field.name().equals(nameField);
      Object present = isIncluded.test(field) ? value.apply(field) : null;
      if (present == null) {
        continue;
      }
      writer.beginField(position(field));
      write(field.type(), present, writer);
      if (isName && present instanceof String name) {
        writer.joinedName(name);
        title = title(name);
      }
    }
    return new SearchDocument(title, writer.tokens(), words);
  }

  /** Of something that has only a name. */
  public static SearchDocument ofName(int tenantId, String name) {
    List<String> words = new ArrayList<>();
    var writer = new LexemeWriter(Lexeme.tenantPrefix(tenantId), words::add);
    writer.beginField(1);
    writer.text(name, true);
    writer.joinedName(name);
    return new SearchDocument(title(name), writer.tokens(), words);
  }

  /** The words of a name alone, to see where a hit came from. */
  static Lexemes ofName(String name, boolean hasSounds) {
    var writer = new LexemeWriter("", word -> {});
    writer.beginField(1);
    writer.text(name, hasSounds);
    writer.joinedName(name);
    return Lexemes.of(writer.tokens());
  }

  static String title(String name) {
    String folded = Folding.fold(name);
    return folded.length() > MAX_TITLE ? folded.substring(0, MAX_TITLE) : folded;
  }

  private static void write(FieldType type, Object value, LexemeWriter writer) {
    switch (type) {
      case FieldType.Email _, FieldType.Url _ -> writer.address(value.toString());
      case FieldType.Phone _ -> writer.phone(value.toString());
      case FieldType.LongText _ -> writer.text(beginning(value.toString()), false);
      case FieldType.RichText _ -> writer.text(withoutTags(beginning(value.toString())), false);
      case FieldType.Address _ -> {
        if (value instanceof JsonNode parts) {
          parts.forEach(part -> writer.text(part.asText(), true));
        }
      }
      case FieldType.Text _,
          FieldType.AutoNumber _,
          FieldType.Picklist _,
          FieldType.MultiPicklist _,
          FieldType.Number _ ->
          writer.text(value.toString(), true);
      case FieldType.Currency _,
          FieldType.Percent _,
          FieldType.Bool _,
          FieldType.Date _,
          FieldType.Datetime _,
          FieldType.Time _,
          FieldType.Duration _,
          FieldType.Reference _,
          FieldType.Geolocation _,
          FieldType.File _,
          FieldType.Image _,
          FieldType.Json _ -> {
        // Nobody types these into a search box; filters find them.
      }
    }
  }

  private static String beginning(String text) {
    return text.length() > MAX_LONG_TEXT ? text.substring(0, MAX_LONG_TEXT) : text;
  }

  private static String withoutTags(String html) {
    var text = new StringBuilder(html.length());
    boolean isInTag = false;
    for (int i = 0; i < html.length(); i++) {
      char c = html.charAt(i);
      if (c == '<' || c == '>') {
        isInTag = c == '<';
        text.append(' ');
      } else if (!isInTag) {
        text.append(c);
      }
    }
    return text.toString();
  }
}
