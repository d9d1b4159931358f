import { compileCall } from './calls';
import { Day } from './day';
import { Decimal } from './decimal';
import type { Blanks, Evaluation } from './evaluation';
import { FormulaError } from './problem';
import { MAX_LENGTH, result } from './texts';
import { Clock, Moment } from './times';
import { typeOf, type Comparison, type Expression, type Operation, type ValueType } from './tree';
import { compare, equal, equalsBlank, holds, read, type Value } from './values';

/**
 * Makes closures of typed trees. Every node means what it means on the server
 * (docs/formulas.md); a test there holds the two against each other.
 */
export function compile(expression: Expression, blanks: Blanks): Evaluation {
  const inner = (part: Expression): Evaluation => compile(part, blanks);
  switch (expression.is) {
    case 'constant': {
      const value = read(expression.type, expression.value);
      return () => value;
    }
    case 'reference':
      return reference(expression.name, expression.type, blanks);
    case 'compare':
      return comparison(
        expression.operator,
        inner(expression.left),
        inner(expression.right),
        equalsBlank(typeOf(expression.left)),
      );
    case 'and':
      return junction(expression.terms.map(inner), false);
    case 'or':
      return junction(expression.terms.map(inner), true);
    case 'not': {
      const term = inner(expression.term);
      return (inputs) => {
        const value = term(inputs);
        return typeof value === 'boolean' ? !value : null;
      };
    }
    case 'negate': {
      const operand = inner(expression.operand);
      return (inputs) => {
        const value = operand(inputs);
        return value instanceof Decimal ? value.negate() : null;
      };
    }
    case 'calculate': {
      const [left, right] = [inner(expression.left), inner(expression.right)];
      return (inputs) => {
        const a = left(inputs);
        const b = right(inputs);
        return a === null || b === null ? null : calculated(expression.operator, a, b);
      };
    }
    case 'concatenate':
      return concatenation(expression.parts.map(inner));
    case 'call':
      return compileCall(expression, inner);
  }
}

function reference(name: string, type: ValueType, blanks: Blanks): Evaluation {
  switch (type) {
    case 'number':
      return blanks === 'null'
        ? (inputs) => inputs.read(name)
        : (inputs) => inputs.read(name) ?? Decimal.ZERO;
    case 'boolean':
      // A box that nobody has ticked is not ticked.
      return (inputs) => inputs.read(name) ?? false;
    case 'text':
      return (inputs) => {
        const value = inputs.read(name);
        return typeof value === 'string' && value !== '' ? value : null;
      };
    case 'date':
    case 'datetime':
    case 'time':
    case 'picklist':
    case 'multi_picklist':
    case 'reference':
    case 'location':
    case 'opaque':
    case 'null':
      return (inputs) => inputs.read(name);
  }
}

/** From left to right, and no further than it takes; null counts as false. */
function junction(terms: readonly Evaluation[], decisive: boolean): Evaluation {
  return (inputs) =>
    terms.some((term) => (term(inputs) === true) === decisive) ? decisive : !decisive;
}

function comparison(
  operator: Comparison,
  left: Evaluation,
  right: Evaluation,
  blanksAreEqual: boolean,
): Evaluation {
  if (operator === '=' || operator === '<>') {
    return (inputs) => {
      const same = equal(left(inputs), right(inputs), blanksAreEqual);
      return same === null ? null : same === (operator === '=');
    };
  }
  return (inputs) => {
    const a = left(inputs);
    const b = right(inputs);
    return a === null || b === null ? null : holds(operator, compare(a, b));
  };
}

function calculated(operator: Operation, a: Value, b: Value): Value {
  switch (operator) {
    case '+':
      return sum(a, b as Decimal);
    case '-':
      return difference(a, b);
    case '*':
      return (a as Decimal).times(b as Decimal);
    case '/':
      return (a as Decimal).dividedBy(b as Decimal);
    case '^':
      return (a as Decimal).power(b as Decimal);
  }
}

function sum(a: Value, b: Decimal): Value {
  if (a instanceof Decimal) return a.plus(b);
  if (a instanceof Day) return a.plusDays(b.toInt());
  if (a instanceof Moment) return a.plusDays(b);
  if (a instanceof Clock) return a.plusMillis(b);
  throw new TypeError('the checker lets nothing else be added to');
}

function difference(a: Value, b: Value): Value {
  if (a instanceof Decimal) return a.minus(b as Decimal);
  if (b instanceof Decimal) return sum(a, b.negate());
  if (a instanceof Day) return Decimal.of(a.epoch - (b as Day).epoch);
  if (a instanceof Moment) return a.since(b as Moment);
  if (a instanceof Clock) return a.since(b as Clock);
  throw new TypeError('the checker lets nothing else be subtracted');
}

function concatenation(parts: readonly Evaluation[]): Evaluation {
  return (inputs) => {
    let text = '';
    for (const part of parts) {
      const piece = part(inputs);
      if (typeof piece === 'string') text += piece;
      if (text.length > MAX_LENGTH) throw new FormulaError('text_too_long', { max: MAX_LENGTH });
    }
    return result(text);
  };
}
