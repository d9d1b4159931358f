package dev.trellis.runtime.work;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** Steps one after another, each when the one before is done; the first that fails ends them. */
public final class InTurn {
  private InTurn() {}

  public static <T> Uni<Void> each(
      Iterable<T> items, Function<? super T, ? extends Uni<Void>> step) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUniAndConcatenate(step::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }
}
