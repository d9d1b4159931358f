package dev.trellis.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A closed loop: so many connections, each sending its next request when the last is answered. */
final class Load {
  /** One request. */
  record Request(HttpMethod method, String path, @Nullable String body) {}

  /**
   * @param perSecond answers a second
   * @param p99 milliseconds
   */
  record Result(double perSecond, double p50, double p99, int failures) {}

  private static final int MAX_SAMPLES = 2_000_000;

  private Load() {}

  static Result http(
      Vertx vertx,
      int port,
      @Nullable IntFunction<String> token,
      int connections,
      double seconds,
      IntFunction<Request> next)
      throws Exception {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setMaxPoolSize(connections)
                .setKeepAlive(true));
    var counter = new AtomicInteger();
    try {
      return run(
          vertx,
          connections,
          seconds,
          () -> {
            int number = counter.getAndIncrement();
            Request request = next.apply(number);
            return client
                .request(request.method(), request.path())
                .compose(
                    sent -> {
                      if (token != null) {
                        sent.putHeader("Authorization", "Bearer " + token.apply(number));
                      }
                      sent.putHeader("Content-Type", "application/json");
                      return request.body() == null
                          ? sent.send()
                          : sent.send(Buffer.buffer(request.body()));
                    })
                .compose(
                    response ->
                        response
                            .body()
                            .compose(
                                body ->
                                    response.statusCode() < 300
                                        ? Future.succeededFuture()
                                        : Future.failedFuture(response.statusCode() + " " + body)));
          });
    } finally {
      client.close();
    }
  }

  /** Runs operations for a time, so many at once. */
  static Result run(Vertx vertx, int connections, double seconds, Supplier<Future<?>> operation)
      throws Exception {
    long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    var latencies = new long[MAX_SAMPLES];
    var done = new AtomicInteger();
    var failures = new AtomicInteger();
    var firstFailure = new AtomicLong();
    long started = System.nanoTime();
    var loops = new Future<?>[connections];
    for (int i = 0; i < connections; i++) {
      Promise<Void> finished = Promise.promise();
      loops[i] = finished.future();
      vertx
          .getOrCreateContext()
          .runOnContext(
              _ -> loop(operation, end, latencies, done, failures, firstFailure, finished));
    }
    for (Future<?> loop : loops) {
      loop.toCompletionStage().toCompletableFuture().get((long) seconds + 120, TimeUnit.SECONDS);
    }
    double elapsed = (System.nanoTime() - started) / 1e9;
    long[] sorted = Arrays.copyOf(latencies, Math.min(done.get(), MAX_SAMPLES));
    Arrays.sort(sorted);
    return new Result(
        done.get() / elapsed, percentile(sorted, 0.5), percentile(sorted, 0.99), failures.get());
  }

  private static double percentile(long[] sorted, double share) {
    return sorted.length == 0
        ? 0
        : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
  }

  private static void loop(
      Supplier<Future<?>> operation,
      long end,
      long[] latencies,
      AtomicInteger done,
      AtomicInteger failures,
      AtomicLong first,
      Promise<Void> finished) {
    long begin = System.nanoTime();
    if (begin > end) {
      finished.complete();
      return;
    }
    operation
        .get()
        .onComplete(
            result -> {
              if (result.failed()) {
                if (first.getAndSet(1) == 0) {
                  System.err.println("first failure: " + result.cause());
                }
                failures.incrementAndGet();
              } else {
                int index = done.getAndIncrement();
                if (index < MAX_SAMPLES) {
                  latencies[index] = System.nanoTime() - begin;
                }
              }
              loop(operation, end, latencies, done, failures, first, finished);
            });
  }
}
