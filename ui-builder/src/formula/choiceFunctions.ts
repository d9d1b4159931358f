import { all, type Compile, type Inner } from './arguments';
import { Decimal } from './decimal';
import type { Evaluation } from './evaluation';
import { FormulaError, OnlyServerKnows } from './problem';
import { typeOf, type Call, type Expression } from './tree';
import { equal, equalsBlank, type Value } from './values';

function argument(call: Call, index: number): Expression {
  const found = call.arguments[index];
  if (!found) throw new TypeError(`${call.function} lacks argument ${index}`);
  return found;
}

const part = (call: Call, index: number, inner: Inner): Evaluation => inner(argument(call, index));

/** No text is null, not even a blank one, where these two ask. */
const isNeverNull = (call: Call): boolean => typeOf(argument(call, 0)) === 'text';

const isBlank: Compile = (call, inner) => {
  const value = part(call, 0, inner);
  return (inputs) => {
    const found = value(inputs);
    return found === null || (Array.isArray(found) && found.length === 0);
  };
};

const otherwise: Compile = (call, inner) => {
  const [first, second] = [part(call, 0, inner), part(call, 1, inner)];
  return (inputs) => first(inputs) ?? second(inputs);
};

/** All arguments are worked out before one is chosen: an error in any is an error. */
const select: Compile = (call, inner) => {
  const blanksAreEqual = equalsBlank(typeOf(argument(call, 0)));
  return all(({ values }) => {
    const [subject = null, ...rest] = values;
    for (let i = 0; i + 1 < rest.length; i += 2) {
      if (equal(subject, rest[i] ?? null, blanksAreEqual) === true) return rest[i + 1] ?? null;
    }
    return rest.at(-1) ?? null;
  })(call, inner);
};

/** Browsers send line breaks as two characters. */
const lines = (value: Value): Value =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;

function fieldOf(call: Call): string {
  const field = argument(call, 0);
  if (field.is !== 'reference') throw new TypeError(`${call.function} wants a field`);
  return field.name;
}

export const choiceFunctions = {
  ISBLANK: isBlank,
  ISNULL: (call, inner) => (isNeverNull(call) ? () => false : isBlank(call, inner)),
  BLANKVALUE: otherwise,
  NULLVALUE: (call, inner) => (isNeverNull(call) ? part(call, 0, inner) : otherwise(call, inner)),
  IF: (call, inner) => {
    const condition = part(call, 0, inner);
    const [then, otherwise] = [part(call, 1, inner), part(call, 2, inner)];
    return (inputs) => (condition(inputs) === true ? then(inputs) : otherwise(inputs));
  },
  CASE: select,
  IFERROR: (call, inner) => {
    const [first, second] = [part(call, 0, inner), part(call, 1, inner)];
    return (inputs) => {
      try {
        return first(inputs);
      } catch (error) {
        if (error instanceof FormulaError) return second(inputs);
        throw error;
      }
    };
  },
  IN: all(({ values: [subject = null, ...rest] }) =>
    rest.some((value) => equal(subject, value, false) === true),
  ),
  ISPICKVAL: all((given) => equal(given.any(0), given.any(1), true)),
  INCLUDES: all((given) => {
    const held = given.any(0);
    return Array.isArray(held) && held.includes(given.any(1));
  }),
  PICKLISTCOUNT: all((given) => {
    const held = given.any(0);
    return Decimal.of(Array.isArray(held) ? held.length : 0);
  }),
  VLOOKUP: (call, inner) => {
    const key = inner(argument(call, 1));
    return (inputs) => {
      if (key(inputs) === null) return null;
      throw new OnlyServerKnows('VLOOKUP');
    };
  },
  ISNEW: () => (inputs) => inputs.isNew,
  // Nothing here makes records by copying: a copy is a new record.
  ISCLONE: () => () => false,
  ISCHANGED: (call) => {
    const field = fieldOf(call);
    return (inputs) =>
      !inputs.isNew && equal(lines(inputs.read(field)), lines(inputs.prior(field)), true) !== true;
  },
  PRIORVALUE: (call) => {
    const field = fieldOf(call);
    return (inputs) => inputs.prior(field);
  },
} satisfies Record<string, Compile>;
