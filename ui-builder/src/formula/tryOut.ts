import { Decimal } from './decimal';
import type { Blanks, Evaluation, Inputs } from './evaluation';
import { compile } from './evaluator';
import { FormulaError, OnlyServerKnows, type Params } from './problem';
import { Moment } from './times';
import type { Expression, ValueType } from './tree';
import { read, write, type Value, type ValueJson } from './values';
import { offsetIn } from './zones';

/**
 * A formula over sample rows, as the server's try-out has it. The server runs this file itself, by
 * `engine: "js"`, so that it is proven to mean there what it means in browsers.
 */
export type TryOut = {
  /** Those with a formula see the ones before them. */
  readonly columns: readonly {
    readonly name: string;
    readonly type: ValueType;
    readonly formula?: Expression;
  }[];
  readonly expression: Expression;
  /** Of the field that the formula would be. */
  readonly result: { readonly type: string; readonly scale: number | null };
  readonly blanks: Blanks;
  readonly now: string;
  readonly zone: string;
  readonly rows: readonly Readonly<Record<string, ValueJson>>[];
};

export type Outcome =
  | { readonly value: ValueJson }
  | { readonly error: { readonly code: string; readonly params: Params } };

/** A value, or why there is none. */
type Held = () => Value;

export function tryOut(request: TryOut): readonly Outcome[] {
  const formulas = request.columns.map(
    ({ formula }) => formula && compile(formula, request.blanks),
  );
  const evaluation = compile(request.expression, request.blanks);
  const now = Moment.parse(request.now);
  if (!now) throw new TypeError(`no moment: ${request.now}`);
  const offsetAt = offsetIn(request.zone);
  return request.rows.map((row) =>
    outcome(() => {
      const held = new Map<string, Held>();
      const inputs: Inputs = {
        read: (name) => held.get(name)?.() ?? null,
        prior: () => null,
        isNew: false,
        now,
        offsetAt,
      };
      request.columns.forEach(({ name, type }, index) => {
        const formula = formulas[index];
        held.set(name, formula ? once(formula, inputs) : value(read(type, row[name] ?? null)));
      });
      return shown(evaluation(inputs), request.result);
    }),
  );
}

const value =
  (found: Value): Held =>
  () =>
    found;

/** Worked out at once, so that chains of formulas neither repeat work nor go deep. */
function once(formula: Evaluation, inputs: Inputs): Held {
  try {
    return value(formula(inputs));
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function outcome(work: () => Value): Outcome {
  try {
    return { value: write(work()) };
  } catch (error) {
    if (error instanceof FormulaError) return { error: { code: error.code, params: error.params } };
    if (error instanceof OnlyServerKnows) {
      return { error: { code: 'only_server_knows', params: { what: error.what } } };
    }
    throw error;
  }
}

/** A value as the field would hold it. */
export function shown(found: Value, result: TryOut['result']): Value {
  if (found instanceof Decimal) {
    const number = result.type === 'percent' ? found.timesWhole(100) : found;
    return result.scale === null ? number : number.rounded(result.scale, 'half_up');
  }
  return found === null && result.type === 'boolean' ? false : found;
}
