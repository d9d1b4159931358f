package dev.trellis.metadata.expression;

import dev.trellis.metadata.access.Access;
import dev.trellis.metadata.access.PlatformAccess;
import dev.trellis.metadata.catalog.ObjectModel;
import dev.trellis.metadata.catalog.TenantModel;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The door to the formula language: text in, typed tree or violations out. */
public final class Expressions {
  /** UTF-16 units of source; a list of some 800 ids fits. */
  public static final int MAX_LENGTH = 32_768;

  /**
   * Levels of the tree, counting parentheses, and of a formula field together with the formula
   * fields that it reads, as PostgreSQL works them out. All who go down a tree, here, in PostgreSQL
   * and in browsers, take a piece of their stack for each level; at most some 3 KB of the 1 MB that
   * a thread has, and a filter adds its own levels to those of the field that it asks for.
   */
  public static final int MAX_DEPTH = 100;

  static final int MAX_TOKENS = 20_000;

  private static final String UNKNOWN_NAME = "formula_unknown_name";

  private Expressions() {}

  /** Checks the grammar alone. */
  public static Checked<Syntax> parse(String source) {
    try {
      return Checked.valid(Parser.parse(source));
    } catch (ExpressionException e) {
      return Checked.refused(e.violation());
    }
  }

  /**
   * Over the fields of an object that the caller may read. {@code expected} is the type it must
   * yield; null for any.
   */
  public static Checked<Expression> check(
      TenantModel model,
      ObjectModel object,
      Access access,
      String source,
      @Nullable ValueType expected) {
    return check(
        new FieldScope(model, object, access), model.settings().timeZone(), source, expected);
  }

  /**
   * A rule about a change of a record: a condition that sees the record as it was, too. It reads
   * with the platform's rights.
   */
  public static Checked<Expression> checkRule(
      TenantModel model, ObjectModel object, String source) {
    return checkRule(model, object, PlatformAccess.INSTANCE, source);
  }

  /** The same for somebody who is writing it. */
  public static Checked<Expression> checkRule(
      TenantModel model, ObjectModel object, Access access, String source) {
    return check(
        new FieldScope(model, object, access).seeingChange(),
        model.settings().timeZone(),
        source,
        ValueType.BOOLEAN);
  }

  /** Over named columns. */
  public static Checked<Expression> check(
      Map<String, ValueType> columns, ZoneId zone, String source, @Nullable ValueType expected) {
    return check(new ColumnScope(columns, false, UNKNOWN_NAME), zone, source, expected);
  }

  /** Over the columns of a grouped query. */
  public static Checked<Expression> checkHaving(
      Map<String, ValueType> columns, ZoneId zone, String source) {
    return check(
        new ColumnScope(columns, false, "unknown_result_column"), zone, source, ValueType.BOOLEAN);
  }

  /** Over named columns, as far as it is to be known: it may be meant for a rule. */
  public static Checked<Expression> checkAnywhere(
      Map<String, ValueType> columns, ZoneId zone, String source, @Nullable ValueType expected) {
    return check(new ColumnScope(columns, true, UNKNOWN_NAME), zone, source, expected);
  }

  /** As {@link #checkAnywhere(Map, ZoneId, String, ValueType)}, over what the caller may read. */
  public static Checked<Expression> checkAnywhere(
      TenantModel model, ObjectModel object, Access access, String source) {
    return check(
        new FieldScope(model, object, access).seeingChange(),
        model.settings().timeZone(),
        source,
        null);
  }

  private static Checked<Expression> check(
      Scope scope, ZoneId zone, String source, @Nullable ValueType expected) {
    try {
      return Checked.valid(new Checker(scope, zone).check(Parser.parse(source), expected));
    } catch (ExpressionException e) {
      return Checked.refused(e.violation());
    }
  }

  /** The globals that a formula reads, whatever they may be called where it is checked. */
  public static Set<Global> globals(String source) {
    Set<Global> globals = new LinkedHashSet<>();
    if (parse(source) instanceof Checked.Valid<Syntax>(Syntax tree)) {
      var open = new ArrayDeque<Syntax>();
      open.push(tree);
      while (!open.isEmpty()) {
        Syntax next = open.pop();
        if (next instanceof Syntax.Path path) {
          Globals.named(path).ifPresent(globals::add);
        }
        if (next instanceof Syntax.Call call
            && call.name().equalsIgnoreCase(Function.CURRENCYRATE.wire())) {
          globals.add(Global.Known.ORGANIZATION_CURRENCY);
        }
        next.children().forEach(open::push);
      }
    }
    return globals;
  }

  /** The fields an expression reads, in order of first use: what a change of metadata may break. */
  public static List<FieldPath> references(Expression expression) {
    Set<FieldPath> paths = new LinkedHashSet<>();
    for (Binding binding : bindings(expression)) {
      if (binding instanceof Binding.OfField(FieldPath path)) {
        paths.add(path);
      }
    }
    return List.copyOf(paths);
  }

  /** The names that an expression reads, fields, columns and globals, in order of first use. */
  public static List<String> names(Expression expression) {
    Set<String> names = new LinkedHashSet<>();
    bindings(expression).forEach(binding -> names.add(binding.text()));
    return List.copyOf(names);
  }

  /** All that an expression reads, in order of use. */
  public static List<Binding> bindings(Expression expression) {
    return expression.nodes().stream()
        .filter(Expression.Reference.class::isInstance)
        .map(node -> ((Expression.Reference) node).binding())
        .toList();
  }

  /** The objects whose pages a formula has addresses of; no typed tree shows them. */
  public static Set<String> actions(String source) {
    Set<String> objects = new LinkedHashSet<>();
    if (parse(source) instanceof Checked.Valid<Syntax>(Syntax tree)) {
      var open = new ArrayDeque<Syntax>();
      open.push(tree);
      while (!open.isEmpty()) {
        Syntax next = open.pop();
        UrlFor.action(next).ifPresent(action -> objects.add(action.object()));
        next.children().forEach(open::push);
      }
    }
    return objects;
  }
}
