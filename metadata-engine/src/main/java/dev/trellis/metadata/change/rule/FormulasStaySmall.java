package dev.trellis.metadata.change.rule;

import dev.trellis.metadata.catalog.FieldModel;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.change.Candidate;
import dev.trellis.metadata.change.ChangeRule;
import dev.trellis.metadata.change.rule.FormulaSizes.Depth;
import dev.trellis.metadata.change.rule.FormulaSizes.Size;
import dev.trellis.metadata.expression.Expressions;
import dev.trellis.metadata.expression.Position;
import dev.trellis.sdk.component.Calculation;
import dev.trellis.sdk.component.FieldDefinition;
import dev.trellis.sdk.error.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A formula with all formulas that it reads has a bounded size and depth: each is written out in
 * full where PostgreSQL works it out. That goes for formulas that read a changed one as well.
 */
final class FormulasStaySmall implements ChangeRule {
  private static final long MAX_NODES = 5_000;
  private static final int MAX_CHAIN = 50;

  @Override
  public List<Violation> check(Candidate candidate) {
    Map<String, String> written = written(candidate);
    if (written.isEmpty()) {
      return List.of();
    }
    var sizes = new FormulaSizes(candidate.modelAfter());
    var violations = new ArrayList<Violation>();
    for (ObjectModel object : candidate.modelAfter().objects().values()) {
      for (FieldModel field : object.fields()) {
        if (field.isComputed()) {
          Size size = sizes.of(object, field);
          String name = FormulaSizes.name(object, field);
          pointer(written, name, size.reads())
              .flatMap(pointer -> violation(pointer, name, size))
              .ifPresent(violations::add);
        }
      }
    }
    return violations;
  }

  /** The formulas of the draft, by the names of their fields, and where they stand. */
  private static Map<String, String> written(Candidate candidate) {
    Map<String, String> written = new LinkedHashMap<>();
    for (FieldDefinition field : candidate.draft().written(FieldDefinition.class)) {
      if (field.calculation() instanceof Calculation.Formula) {
        written.put(
            field.objectName() + "." + field.localName(),
            candidate.draft().pointer(field) + "/expression");
      }
    }
    return written;
  }

  /** Where to say it: at the formula itself, else at one that it reads; nowhere for an old one. */
  private static Optional<String> pointer(
      Map<String, String> written, String name, Set<String> reads) {
    return written.containsKey(name)
        ? Optional.of(written.get(name))
        : written.keySet().stream().filter(reads::contains).findFirst().map(written::get);
  }

  private static Optional<Violation> violation(String pointer, String name, Size size) {
    if (size == Size.ENDLESS) {
      return Optional.empty();
    }
    if (size.nodes() > MAX_NODES) {
      return Optional.of(
          Violation.of(pointer, "formula_too_large", "max", MAX_NODES, "field", name));
    }
    if (size.chain() > MAX_CHAIN) {
      return Optional.of(
          Violation.of(pointer, "formula_chain_too_long", "max", MAX_CHAIN, "field", name));
    }
    Depth depth = size.depth();
    Position at = depth.at();
    if (at == null || depth.levels() <= Expressions.MAX_DEPTH) {
      return Optional.empty();
    }
    return Optional.of(
        Violation.of(
            pointer,
            "formula_too_deep_with_others",
            "field",
            name,
            "depth",
            depth.levels(),
            "max",
            Expressions.MAX_DEPTH,
            "through",
            String.join(" → ", depth.through()),
            "position",
            at.offset(),
            "line",
            at.line(),
            "column",
            at.column()));
  }
}
