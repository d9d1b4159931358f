package dev.trellis.runtime.gate;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a body of undeclared length once it exceeds the limit. */
@Provider
@Singleton
public class CountedBody implements ReaderInterceptor {
  private final CurrentVertxRequest request;

  CountedBody(CurrentVertxRequest request) {
    this.request = request;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    long limit = BodyLimits.toCount(request.getCurrent());
    if (limit >= 0) {
      context.setInputStream(new CountingStream(context.getInputStream(), limit));
    }
    return context.proceed();
  }

  private static final class CountingStream extends FilterInputStream {
    private final long limit;
    private long read;

    CountingStream(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int more = super.read(buffer, offset, length);
      count(Math.max(more, 0));
      return more;
    }

    private void count(int more) {
      read += more;
      if (read > limit) {
        throw BodyLimits.tooLarge(limit);
      }
    }
  }
}
