package dev.trellis.runtime.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trellis.metadata.evaluation.Errand;
import dev.trellis.metadata.evaluation.TryOut;
import dev.trellis.runtime.http.JsonBytes;
import dev.trellis.sdk.error.ErrorCode;
import dev.trellis.sdk.error.PlatformException;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.IOAccess;
import org.jspecify.annotations.Nullable;

/**
 * Runs the interface's evaluator of formulas ({@code ui-builder/src/formula}), which browsers run,
 * on the server. The code is ours, the formulas are not: each call has a context of its own that
 * sees nothing of the host, exchanges texts, and is thrown away, by force when it takes too long.
 */
@Singleton
class JsEvaluator {
  private static final String MODULE = "META-INF/formula/formula.mjs";
  private static final int MAX_SECONDS = 10;
  private static final int THREADS = 2;
  private static final int QUEUE = 20;

  /** Trees are some hundred levels deep, and an interpreter takes many frames for each. */
  private static final long STACK_BYTES = 64L << 20;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(QUEUE),
          JsEvaluator::newThread);

  private @Nullable Engine engine;
  private @Nullable Source module;

  JsEvaluator() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** Blocks: for worker threads. */
  List<TryOut.Outcome> over(TryOut tryOut, List<? extends JsonNode> rows) {
    Errand errand = Errand.of(tryOut, rows);
    var request = new String(JsonBytes.of(errand::write), StandardCharsets.UTF_8);
    return errand.outcomes(parsed(call(exports -> exports.invokeMember("evaluate", request))));
  }

  /** The functions that it has learnt. */
  List<String> knownFunctions() {
    return parsed(call(exports -> exports.invokeMember("knownFunctions")))
        .valueStream()
        .map(JsonNode::textValue)
        .toList();
  }

  private static JsonNode parsed(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String call(Function<Value, Value> function) {
    var running = new AtomicReference<@Nullable Context>();
    try {
      Future<String> answer = threads.submit(() -> answer(function, running));
      try {
        return answer.get(MAX_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException e) {
        answer.cancel(false);
        Context context = running.get();
        if (context != null) {
          context.close(true);
        }
        throw PlatformException.of(ErrorCode.TOO_LARGE, "formula_too_slow", "seconds", MAX_SECONDS)
            .causedBy(e);
      }
    } catch (RejectedExecutionException e) {
      throw PlatformException.of(ErrorCode.UNAVAILABLE, "formulas_busy", "retry_after", 2)
          .causedBy(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the evaluator of browsers failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Languages are looked for with the thread's class loader, and that of the packaged program does
   * not show the services of its libraries: everything happens on threads that have another.
   */
  private static Thread newThread(Runnable task) {
    Thread thread =
        Thread.ofPlatform().name("formula").daemon().stackSize(STACK_BYTES).unstarted(task);
    thread.setContextClassLoader(Engine.class.getClassLoader());
    return thread;
  }

  private String answer(
      Function<Value, Value> function, AtomicReference<@Nullable Context> running) {
    try (Context context = newContext()) {
      running.set(context);
      return function.apply(context.eval(module())).asString();
    }
  }

  private Context newContext() {
    return Context.newBuilder("js")
        .engine(engine())
        .allowHostAccess(HostAccess.NONE)
        .allowPolyglotAccess(PolyglotAccess.NONE)
        .allowIO(IOAccess.NONE)
        .option("js.esm-eval-returns-exports", "true")
        .build();
  }

  private synchronized Engine engine() {
    if (engine == null) {
      engine = Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
    }
    return engine;
  }

  /** Parsed once for all contexts of the engine. */
  private synchronized Source module() {
    if (module == null) {
      try (InputStream file = JsEvaluator.class.getClassLoader().getResourceAsStream(MODULE)) {
        if (file == null) {
          throw new IllegalStateException("built without the interface: " + MODULE + " is missing");
        }
        module =
            Source.newBuilder(
                    "js", new String(file.readAllBytes(), StandardCharsets.UTF_8), "formula.mjs")
                .mimeType("application/javascript+module")
                .build();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return module;
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
