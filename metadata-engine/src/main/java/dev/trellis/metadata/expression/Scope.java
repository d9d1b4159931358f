package dev.trellis.metadata.expression;

/**
 * What names mean in one place: the fields of an object for a caller, or the columns of a grouped
 * query.
 */
interface Scope {
  /** Resolves a path or throws with its position. */
  Expression.Reference resolve(Syntax.Path path);

  /** Whether the expression sees the record as it was before: rules do, formula fields do not. */
  default boolean hasPrior() {
    return false;
  }
}
