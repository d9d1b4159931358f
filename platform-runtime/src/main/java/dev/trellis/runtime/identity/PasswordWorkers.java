package dev.trellis.runtime.identity;

import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords on a few threads of its own: a flood of sign-ins takes neither the event loop
 * nor more than some 20 MiB a thread, and is refused once the queue is full.
 */
@Singleton
class PasswordWorkers {
  private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
  private static final int QUEUE = 200;

  private final SecureRandom random = new SecureRandom();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          Thread.ofPlatform().name("password-", 0).daemon().factory());

  /** Verified in place of a hash that does not exist, so that its absence takes the same time. */
  private volatile @Nullable String decoy;

  PasswordWorkers() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** The first sign-in should not have to wait for it, nor the start. */
  void prepare(@Observes StartupEvent event) {
    threads.execute(this::decoy);
  }

  private String decoy() {
    String known = decoy;
    if (known == null) {
      known = PasswordHash.of("", random);
      decoy = known;
    }
    return known;
  }

  Uni<String> hash(String password) {
    return work(() -> PasswordHash.of(password, random));
  }

  /** Null stands for a user that does not exist or has no password; takes as long, and is false. */
  Uni<Boolean> matches(String password, @Nullable String stored) {
    return work(
        () -> {
          boolean matches = PasswordHash.matches(password, stored == null ? decoy() : stored);
          return stored != null && matches;
        });
  }

  private <T> Uni<T> work(Supplier<T> job) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context context = Vertx.currentContext();
              Runnable run =
                  () -> {
                    try {
                      T result = job.get();
                      back(context, () -> emitter.complete(result));
                    } catch (RuntimeException e) {
                      back(context, () -> emitter.fail(e));
                    }
                  };
              try {
                threads.execute(run);
              } catch (RejectedExecutionException e) {
                emitter.fail(
                    PlatformException.of(ErrorCode.UNAVAILABLE, "sign_in_busy", "retry_after", 2));
              }
            });
  }

  /** Database work that follows belongs on the caller's event loop. */
  private static void back(@Nullable Context context, Runnable then) {
    if (context == null) {
      then.run();
    } else {
      context.runOnContext(_ -> then.run());
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
