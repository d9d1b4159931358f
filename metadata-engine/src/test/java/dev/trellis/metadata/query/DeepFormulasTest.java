package dev.trellis.metadata.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.trellis.metadata.evaluation.Blanks;
import dev.trellis.metadata.evaluation.Evaluator;
import dev.trellis.metadata.expression.Binding;
import dev.trellis.metadata.expression.Checked;
import dev.trellis.metadata.expression.Expression;
import dev.trellis.metadata.expression.ExpressionJson;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.ValueType;
import dev.trellis.metadata.storage.ColumnType;
import dev.trellis.metadata.value.Json;
import dev.trellis.sdk.error.PlatformException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the checker lets through, everybody who goes down the tree has the stack for. */
class DeepFormulasTest {
  /** Half of what threads of the program have: the rest is for who calls. */
  private static final long STACK = 512 << 10;

  private static final Map<String, ValueType> COLUMNS =
      Map.of("n", ValueType.NUMBER, "t", ValueType.TEXT, "b", ValueType.BOOLEAN);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          IF(n > 0,    | 1 | , 2)
          IF(b = (     | b | ), TRUE, FALSE)
          ABS(         | n | )
          CASE(        | n | , 1, 2, 3)
          1 / (        | n | )
          n + n * (    | n | )
          -            | n |
          NOT (        | b | )
          b && OR(b,   | b | )
          t & LEFT(    | t | , 3)
          VALUE(TEXT(  | n | ))
          IFERROR(1 / BLANKVALUE( | n | , 3), 4)
          UPPER(t & LPAD( | t | , n))
          """)
  void asDeepAsItMayBe(String before, String core, @Nullable String after) throws Exception {
    String closing = after == null ? "" : after;
    int times = deepest(before, core, closing);
    assertThat(times).isGreaterThan(30);
    String formula = before.repeat(times) + core + closing.repeat(times);
    assertThat(failure(() -> goDown(formula))).isNull();
  }

  private static int deepest(String before, String core, String after) {
    int times = 1;
    while (check(before.repeat(times + 1) + core + after.repeat(times + 1))
        instanceof Checked.Valid<Expression>) {
      times++;
    }
    return times;
  }

  private static Checked<Expression> check(String formula) {
    return Expressions.check(COLUMNS, ZoneOffset.UTC, formula, null);
  }

  private static void goDown(String formula) {
    Expression tree = check(formula).orThrow().mapReferences(reference -> reference);
    Evaluator.of(tree, Blanks.NULL);
    toJson(tree);
    Expression folded = new Folding(Instant.EPOCH, ZoneOffset.UTC).fold(tree);
    var sql = new ExpressionSql(DeepFormulasTest::column, new Parameters(), "UTC");
    try {
      sql.value(folded);
      sql.failure(folded);
    } catch (PlatformException e) {
      assertThat(e).hasMessageContaining("formula_too_large_for_database");
    }
  }

  private static void toJson(Expression tree) {
    try (var buffer = new TokenBuffer(Json.MAPPER, false)) {
      ExpressionJson.write(buffer, tree);
      String text = Json.MAPPER.writeValueAsString(Json.MAPPER.readTree(buffer.asParser()));
      assertThat(text).startsWith("{");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stored column(Binding binding, ValueType type) {
    ColumnType column =
        switch (type) {
          case NUMBER -> ColumnType.NUMERIC;
          case BOOLEAN -> ColumnType.BOOL;
          default -> ColumnType.TEXT;
        };
    return Stored.plain("s." + binding.text(), type, column, 0);
  }

  private static @Nullable Throwable failure(Runnable work) throws InterruptedException {
    var failure = new AtomicReference<@Nullable Throwable>();
    Thread thread =
        Thread.ofPlatform()
            .stackSize(STACK)
            .uncaughtExceptionHandler((_, thrown) -> failure.set(thrown))
            .start(work);
    thread.join();
    return failure.get();
  }
}
