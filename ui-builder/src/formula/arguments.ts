import type { Day } from './day';
import type { Decimal } from './decimal';
import type { Evaluation } from './evaluation';
import type { Clock } from './times';
import type { Call, Expression } from './tree';
import type { Value } from './values';

/** The values of a call's arguments; those that were left out are null. Types were checked. */
export class Arguments {
  constructor(readonly values: readonly Value[]) {}

  any(index: number): Value {
    return this.values[index] ?? null;
  }

  isBlank(index: number): boolean {
    return this.any(index) === null;
  }

  number(index: number): Decimal {
    return this.any(index) as Decimal;
  }

  numberOrNull(index: number): Decimal | null {
    return this.any(index) as Decimal | null;
  }

  text(index: number): string {
    return this.any(index) as string;
  }

  textOrNull(index: number): string | null {
    return this.any(index) as string | null;
  }

  textOrEmpty(index: number): string {
    return this.textOrNull(index) ?? '';
  }

  date(index: number): Day {
    return this.any(index) as Day;
  }

  time(index: number): Clock {
    return this.any(index) as Clock;
  }
}

export type Inner = (part: Expression) => Evaluation;

/** How a call of one function is made ready. */
export type Compile = (call: Call, inner: Inner) => Evaluation;

/** Of the values of all arguments. */
export const all =
  (operate: (given: Arguments) => Value): Compile =>
  (call, inner) => {
    const parts = call.arguments.map(inner);
    return (inputs) => operate(new Arguments(parts.map((part) => part(inputs))));
  };

/** Null as soon as one argument is. */
export const strict = (operate: (given: Arguments) => Value): Compile =>
  all((given) => (given.values.includes(null) ? null : operate(given)));
