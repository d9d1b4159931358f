import type { FieldDefinition, FormulaDescription, Json, ObjectDescription } from '@/api';
import { referenceValue } from '@/fields';
import {
  FormulaError,
  link,
  Moment,
  offsetIn,
  OnlyServerKnows,
  once,
  type LinkedFormula,
  type Source,
  type Surroundings,
  type Value,
} from '@/formula';
import { fieldNamed, valueAt } from '@/metadata';
import { held, seen, seenPart } from './fieldValues';
import {
  inputsOf,
  ofNoRecords,
  type Plan,
  type Result,
  type Situation,
  type WantedRecord,
  type Worked,
} from './plan';

const compiled = new WeakMap<FormulaDescription, ReturnType<typeof link>>();

function linked(formula: FormulaDescription) {
  const known = compiled.get(formula) ?? link(formula as LinkedFormula);
  compiled.set(formula, known);
  return known;
}

/**
 * Works out everything that a form or page shows of formulas. This file and the evaluator are
 * loaded only where an object has formulas.
 */
export function workOut(plan: Plan, situation: Situation): Worked {
  return new Working(plan, situation).all();
}

class Working {
  private readonly now = new Date().toISOString();
  private readonly surroundings: Surroundings;
  private readonly beyond: ReadonlyMap<string, string[]>;
  private readonly defaults: ReadonlyMap<string, () => Json | undefined>;
  private readonly records = new Map<string, WantedRecord>();
  private readonly objects = new Set<string>();
  private isPending = false;

  constructor(
    private readonly plan: Plan,
    private readonly situation: Situation,
  ) {
    this.surroundings = {
      isNew: situation.original === undefined,
      now: Moment.parse(this.now) ?? new Moment(0, 0),
      offsetAt: offsetIn(situation.timeZone),
      caller: situation.caller,
    };
    this.beyond = beyondReferences(inputsOf(plan));
    this.defaults = new Map(
      plan.defaults
        .filter((field) => !(field.name in situation.values))
        .map((field) => [field.name, once(() => this.defaultOf(field))]),
    );
  }

  all(): Worked {
    const { computed, rules, conditions } = this.plan;
    const fields = new Map(computed.map((field) => [field.name, this.result(field)]));
    const defaults: Record<string, unknown> = {};
    for (const [name, work] of this.defaults) {
      const value = told(work);
      if (value !== undefined && value !== null) defaults[name] = value;
    }
    return {
      fields,
      defaults,
      broken: new Set(
        rules.filter((rule) => this.answer(rule.formula) === true).map((rule) => rule.name),
      ),
      // What has no value, and what only the server can tell, hides nothing.
      hidden: new Set(
        conditions.filter((condition) => {
          const answer = this.answer(condition);
          return answer !== true && answer !== undefined;
        }),
      ),
      records: [...this.records.values()],
      objects: [...this.objects],
      isPending: this.isPending,
    };
  }

  private result(field: FieldDefinition): Result {
    try {
      return { known: true, value: held(field, this.value(field.formula)) };
    } catch (error) {
      if (error instanceof FormulaError) return { known: true, value: null };
      if (error instanceof OnlyServerKnows) return { known: false };
      throw error;
    }
  }

  /** Undefined when there is none to be had here. */
  private answer(formula: FormulaDescription | undefined): Value | undefined {
    return told(() => this.value(formula));
  }

  private defaultOf(field: FieldDefinition): Json | undefined {
    try {
      return held(field, this.value(field.default_formula));
    } catch (error) {
      if (error instanceof FormulaError) return undefined;
      throw error;
    }
  }

  private value(formula: FormulaDescription | undefined): Value {
    if (!formula) throw new OnlyServerKnows('formula');
    return linked(formula)(this.record, this.before, this.surroundings);
  }

  private readonly record: Source = (path) => this.read(path, (field) => this.own(field));

  private readonly before: Source = (path) =>
    this.read(path, (field) => this.situation.original?.[field.name]);

  private read(path: string, own: (field: FieldDefinition) => unknown): Value {
    const [first = '', ...rest] = path.split('.');
    const field = fieldNamed(this.situation.object, first);
    if (!field) throw new OnlyServerKnows(path);
    const json = own(field);
    if (rest.length === 0) return seen(field, json);
    if (field.type !== 'reference') return seenPart(membersAt(json, rest));
    const reference = referenceValue(json);
    if (!reference) return null;
    const object = reference.object ?? field.to[0] ?? '';
    return this.over(object, reference.id, first, rest);
  }

  private over(object: string, id: string, reference: string, rest: readonly string[]): Value {
    const wanted = { object, id, fields: this.beyond.get(reference) ?? [] };
    this.records.set(`${object} ${id} ${wanted.fields.join()}`, wanted);
    const record = this.known(this.situation.related(wanted));
    const { field, isPart } = this.end(object, rest);
    const json = valueAt(record, rest.join('.'));
    return isPart ? seenPart(json) : seen(field, json);
  }

  /** The field at the end of a path, whose type decides how its values are read. */
  private end(
    object: string,
    path: readonly string[],
  ): { field: FieldDefinition; isPart: boolean } {
    let description = this.described(object);
    for (const [index, step] of path.entries()) {
      const field = fieldNamed(description, step);
      if (!field) break;
      const isLast = index === path.length - 1;
      if (isLast || field.type !== 'reference') return { field, isPart: !isLast };
      description = this.described(field.to[0] ?? '');
    }
    throw new OnlyServerKnows(path.join('.'));
  }

  private described(object: string): ObjectDescription {
    if (object === this.situation.object.name) return this.situation.object;
    this.objects.add(object);
    return this.known(this.situation.described(object));
  }

  private known<T>(found: { found: T | undefined } | undefined): T {
    if (!found) this.isPending = true;
    if (found?.found === undefined) throw new OnlyServerKnows('another record');
    return found.found;
  }

  /** What the record will hold once it is saved. */
  private own(field: FieldDefinition): unknown {
    const { values, original, caller } = this.situation;
    if (values === original) return values[field.name];
    switch (field.system ? field.name : '') {
      case 'updated_at':
        return this.now;
      case 'updated_by':
        return caller.user.id;
      case 'version':
        return original ? Number(original['version'] ?? 0) + 1 : 1;
      case 'created_at':
        return original ? original['created_at'] : this.now;
      case 'created_by':
        return original ? original['created_by'] : caller.user.id;
    }
    if (field.name in values) return values[field.name];
    return original ? original[field.name] : this.initial(field);
  }

  /** What the server gives a new record that does not say. */
  private initial(field: FieldDefinition): unknown {
    if (field.name === 'id') throw new OnlyServerKnows(field.name);
    if (field.type === 'rollup') return ofNoRecords(field);
    const work = this.defaults.get(field.name);
    if (work) return work();
    if (field.default_formula || field.name === 'owner_id') {
      return field.name === 'owner_id' ? this.situation.caller.user.id : null;
    }
    if (field.type === 'datetime' && isWord(field, 'now')) return this.now;
    if (field.type === 'date' && isWord(field, 'today')) {
      const { now, offsetAt } = this.surroundings;
      return now.day(offsetAt(now)).toString();
    }
    return field.default ?? null;
  }
}

const isWord = (field: FieldDefinition, word: string): boolean =>
  typeof field.default === 'string' && field.default.toLowerCase() === word;

/** The paths behind each reference, so that one request for a record answers every formula. */
function beyondReferences(inputs: readonly string[]): Map<string, string[]> {
  const beyond = new Map<string, string[]>();
  for (const path of [...new Set(inputs)].sort()) {
    const dot = path.indexOf('.');
    if (dot < 0) continue;
    const reference = path.slice(0, dot);
    beyond.set(reference, [...(beyond.get(reference) ?? []), path.slice(dot + 1)]);
  }
  return beyond;
}

const membersAt = (json: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string, unknown>)[step]
        : undefined,
    json,
  );

/** Undefined where it has no value or only the server can tell. */
function told<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof FormulaError || error instanceof OnlyServerKnows) return undefined;
    throw error;
  }
}
