package dev.trellis.runtime.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import dev.trellis.sdk.error.Violation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with JSON that could not be read, and where. */
public final class BrokenJson {
  /** The parser tells in words alone which limit it was, and what that is. */
  private static final Pattern LIMIT =
      Pattern.compile("maximum allowed \\((\\d+), from `StreamReadConstraints\\.get(\\w+)\\(\\)`");

  private BrokenJson() {}

  /**
   * @param parser that failed, where it failed
   */
  public static PlatformException of(JacksonException failure, JsonParser parser) {
    return failure instanceof StreamConstraintsException limit
        ? beyondLimits(limit, parser.getParsingContext().pathAsPointer().toString())
        : broken(failure);
  }

  static PlatformException broken(JacksonException failure) {
    JsonLocation at = failure.getLocation();
    return at == null
        ? PlatformException.of(ErrorCode.MALFORMED, "malformed")
        : PlatformException.of(
            ErrorCode.MALFORMED, "broken_json", "line", at.getLineNr(), "column", at.getColumnNr());
  }

  /**
   * @param pointer empty when it is not known
   */
  static PlatformException beyondLimits(StreamConstraintsException failure, String pointer) {
    Matcher limit = LIMIT.matcher(String.valueOf(failure.getMessage()));
    Violation violation =
        limit.find()
            ? Violation.of(pointer, code(limit.group(2)), "max", Long.parseLong(limit.group(1)))
            : Violation.of(pointer, "json_beyond_limits");
    return PlatformException.of(ErrorCode.MALFORMED, List.of(violation));
  }

  private static String code(String limit) {
    return switch (limit) {
      case "MaxNestingDepth" -> "json_too_deep";
      case "MaxNumberLength" -> "json_number_too_long";
      case "MaxStringLength" -> "json_text_too_long";
      case "MaxNameLength" -> "json_name_too_long";
      default -> "json_beyond_limits";
    };
  }
}
