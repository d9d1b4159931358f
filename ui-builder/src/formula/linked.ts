import type { Blanks, Evaluation, Inputs } from './evaluation';
import { compile } from './evaluator';
import { type CallerFacts, isGlobal, readGlobal } from './globals';
import type { Expression } from './tree';
import type { Value } from './values';

/** A formula with the formula fields that it reads, each after those that it reads itself. */
export type LinkedFormula = {
  readonly blanks: Blanks;
  readonly tree: Expression;
  readonly steps: readonly {
    readonly name: string;
    readonly blanks: Blanks;
    readonly tree: Expression;
  }[];
};

/** Stored values of a record and of those that it refers to, by the names in the trees. */
export type Source = (name: string) => Value;

export type Surroundings = Pick<Inputs, 'isNew' | 'now' | 'offsetAt'> & {
  readonly caller: CallerFacts;
};

/** @param before the record as it is stored; nobody asks for a new one's */
export type Linked = (record: Source, before: Source, surroundings: Surroundings) => Value;

/** Makes a formula ready to be worked out over one record after the other. */
export function link(formula: LinkedFormula): Linked {
  const root = compile(formula.tree, formula.blanks);
  const steps = formula.steps.map((step) => [step.name, compile(step.tree, step.blanks)] as const);
  return (record, before, surroundings) => {
    const prior = once(() => slots(before, steps, surroundings));
    const read = slots(record, steps, surroundings);
    return root({
      ...surroundings,
      read,
      prior: (name) => (surroundings.isNew ? null : prior()(name)),
    });
  };
}

function slots(
  source: Source,
  steps: readonly (readonly [string, Evaluation])[],
  surroundings: Surroundings,
): Source {
  const worked = new Map<string, () => Value>();
  const read: Source = (name) => {
    if (isGlobal(name)) return readGlobal(name, surroundings.caller);
    const step = worked.get(name);
    return step ? step() : source(name);
  };
  const inputs: Inputs = { ...surroundings, read, prior: () => null };
  for (const [name, evaluation] of steps) {
    worked.set(
      name,
      once(() => evaluation(inputs)),
    );
  }
  return read;
}

/** Works out what is asked for, and that once; whoever does not ask is not harmed by an error. */
export function once<T>(work: () => T): () => T {
  let outcome: (() => T) | undefined;
  return () => {
    if (!outcome) {
      try {
        const value = work();
        outcome = () => value;
      } catch (error) {
        outcome = () => {
          throw error;
        };
      }
    }
    return outcome();
  };
}
