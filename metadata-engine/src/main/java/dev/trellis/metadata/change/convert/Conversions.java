package dev.trellis.metadata.change.convert;

import dev.trellis.metadata.storage.Shape;
import dev.trellis.metadata.value.StoredValues;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.component.FieldType;
import java.util.HashSet;
import java.util.Set;

/** Which types can become which, and when that touches stored values. */
public final class Conversions {
  private Conversions() {}

  public static boolean exist(FieldType from, FieldType to) {
    Form source = Form.of(from);
    Form target = Form.of(to);
    if (source == target) {
      return source != Form.STRUCTURE || from.getClass() == to.getClass();
    }
    return switch (source) {
      case TEXT -> target != Form.FILE && target != Form.STRUCTURE;
      case NUMBER -> target == Form.TEXT || target == Form.BOOLEAN;
      case BOOLEAN -> target == Form.TEXT || target == Form.NUMBER;
      case DATE -> target == Form.TEXT || target == Form.DATETIME;
      case DATETIME -> target == Form.TEXT || target == Form.DATE;
      case TIME, DURATION, CHOICES, REFERENCE -> target == Form.TEXT;
      case RICH_TEXT, FILE, STRUCTURE -> false;
    };
  }

  /** Whether stored values have to be looked at: some might not fit, or look different. */
  public static boolean isNeeded(FieldDefinition from, FieldDefinition to) {
    if (!Shape.of(from).holdsSameValuesAs(Shape.of(to))) {
      return true;
    }
    FieldType before = from.type();
    FieldType after = to.type();
    if (before instanceof FieldType.Numeric old && after instanceof FieldType.Numeric now) {
      return now.scale() < old.scale()
          || now.precision() - now.scale() < old.precision() - old.scale();
    }
    if (before instanceof FieldType.Reference old && after instanceof FieldType.Reference now) {
      // A record's object is only stored where several are possible.
      Set<String> targets = new HashSet<>(now.to());
      return !targets.containsAll(old.to()) || (!old.isPolymorphic() && now.isPolymorphic());
    }
    if (Form.of(before) == Form.TEXT) {
      return isTextConversionNeeded(before, after);
    }
    return switch (Form.of(before)) {
      case RICH_TEXT -> length(after) < length(before);
      case DATE, DATETIME, TIME, DURATION -> before.getClass() != after.getClass();
      case TEXT, NUMBER, BOOLEAN, CHOICES, REFERENCE, FILE, STRUCTURE -> false;
    };
  }

  private static boolean isTextConversionNeeded(FieldType before, FieldType after) {
    if (before.getClass() == after.getClass()) {
      return length(after) < length(before);
    }
    boolean keepsIndex = StoredValues.hasSortKey(before) == StoredValues.hasSortKey(after);
    boolean takesAnyText =
        after instanceof FieldType.Text
            || after instanceof FieldType.LongText
            || after instanceof FieldType.AutoNumber;
    return !keepsIndex || !takesAnyText || length(after) < length(before);
  }

  /** The longest text that a field of the type may hold. */
  private static int length(FieldType type) {
    return switch (type) {
      case FieldType.Text text -> text.length();
      case FieldType.LongText text -> text.length();
      case FieldType.RichText text -> text.length();
      case FieldType.Url _ -> 2_000;
      case FieldType.Email _, FieldType.Phone _, FieldType.Picklist _, FieldType.AutoNumber _ ->
          FieldType.Text.MAX_LENGTH;
      case FieldType.Number _,
          FieldType.Currency _,
          FieldType.Percent _,
          FieldType.Bool _,
          FieldType.Date _,
          FieldType.Datetime _,
          FieldType.Time _,
          FieldType.Duration _,
          FieldType.MultiPicklist _,
          FieldType.Reference _,
          FieldType.Address _,
          FieldType.Geolocation _,
          FieldType.File _,
          FieldType.Image _,
          FieldType.Json _ ->
          Integer.MAX_VALUE;
    };
  }
}
