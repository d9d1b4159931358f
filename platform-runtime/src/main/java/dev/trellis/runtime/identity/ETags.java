package dev.trellis.runtime.identity;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags. */
final class ETags {
  private ETags() {}

  static String of(int version) {
    return "\"" + version + "\"";
  }

  /** Empty for no header and for {@code *}; a tag that is none of ours is stale by nature. */
  static OptionalInt version(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return OptionalInt.empty();
    }
    try {
      String tag = ifMatch.strip().replaceFirst("^W/", "");
      return OptionalInt.of(Integer.parseInt(tag.replace("\"", "")));
    } catch (NumberFormatException e) {
      throw PlatformException.of(ErrorCode.STALE_VERSION, "stale_version");
    }
  }
}
