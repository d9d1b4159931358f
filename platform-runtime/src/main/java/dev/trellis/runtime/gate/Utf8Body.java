package dev.trellis.runtime.gate;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON is UTF-8 and nothing else. The parser would also take UTF-16 and UTF-32, and overlong forms
 * of characters, in which one check sees {@code /} and the next does not.
 */
@Provider
@Singleton
@Priority(Priorities.USER + 1)
public class Utf8Body implements ReaderInterceptor {
  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    MediaType type = context.getMediaType();
    if (type == null || !type.getType().equals("multipart")) {
      byte[] body = context.getInputStream().readAllBytes();
      if (!isUtf8(body)) {
        throw PlatformException.of(ErrorCode.MALFORMED, "invalid_utf8");
      }
      context.setInputStream(new ByteArrayInputStream(body));
    }
    return context.proceed();
  }

  static boolean isUtf8(byte[] body) {
    // Decoding is quick and puts U+FFFD for what is wrong; only who sends that itself is asked
    // again. A NUL is in every other encoding that the parser detects, and never in JSON.
    String text = new String(body, StandardCharsets.UTF_8);
    return text.indexOf('\0') < 0 && (text.indexOf('\uFFFD') < 0 || isStrictly(body));
  }

  private static boolean isStrictly(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
