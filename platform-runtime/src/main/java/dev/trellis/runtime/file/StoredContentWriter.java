package dev.trellis.runtime.file;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerHttpResponse;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Sends content piece by piece, each when the one before is on its way, so that a slow receiver
 * slows the store down instead of filling the memory. The framework's own streams know no length.
 */
@Provider
public final class StoredContentWriter implements ServerMessageBodyWriter<StoredContent> {
  private static final Logger LOG = Logger.getLogger(StoredContentWriter.class);

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType mediaType) {
    return StoredContent.class.isAssignableFrom(type);
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return StoredContent.class.isAssignableFrom(type);
  }

  @Override
  public void writeResponse(StoredContent content, Type genericType, ServerRequestContext context) {
    var request = (ResteasyReactiveRequestContext) context;
    ServerHttpResponse response = context.serverResponse();
    request.suspend();
    response.setResponseHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(content.size()));
    Cancellable sending =
        content
            .pieces()
            .onItem()
            .transformToUniAndConcatenate(
                piece -> Uni.createFrom().completionStage(() -> response.write(piece)))
            .subscribe()
            .with(
                _ -> {},
                failure -> breakOff(request, failure),
                () -> {
                  response.end();
                  request.resume();
                });
    response.addCloseHandler(sending::cancel);
  }

  /** The receiver sees that it is not all: the connection ends before the announced length. */
  private static void breakOff(ResteasyReactiveRequestContext request, Throwable failure) {
    LOG.warnf("a download broke off: %s", failure.toString());
    request.serverResponse().reset();
    request.close();
  }

  @Override
  public void writeTo(
      StoredContent content,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream output) {
    throw new UnsupportedOperationException("content is sent without blocking");
  }
}
