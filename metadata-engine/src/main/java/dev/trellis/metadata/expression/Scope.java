package dev.trellis.metadata.expression;

/**
 * What names mean in one place: the fields of an object for a caller, or the columns of a grouped
 * query.
 */
interface Scope {
  /** Resolves a path or throws with its position. */
  Expression resolve(Syntax.Path path);

  /** Whether addresses of an object's pages may be made. */
  default boolean hasObject(String name) {
    return true;
  }

  /** A field of another record, and the field that the record is found by; or throws. */
  default Binding.OfLookup lookup(Syntax.Path returned, Syntax.Path key) {
    throw ExpressionException.at(returned.at(), "formula_lookup_outside_rules");
  }

  /** Whether the expression sees the record as it was before: rules do, formula fields do not. */
  default boolean hasPrior() {
    return false;
  }
}
