import type { ComponentKey } from '@/api';
import {
  localName,
  objectOf,
  type FieldDocument,
  type ValidationRuleDocument,
} from '../model/documents';

/** A formula that is part of a component. */
export type ReadFormula = { object: string; expression: string; rule?: boolean };

export type GraphNode = ComponentKey & {
  key: string;
  /** 0 is what the graph is about; below it what that reads, above what uses it. */
  level: number;
  /** The fields that it reads itself. */
  reads: string[];
};

export type Graph = { nodes: GraphNode[]; isCut: boolean };

/** What the server says a formula reads. */
export type References = (formula: ReadFormula) => Promise<string[]>;

const MOST_NODES = 60;

export const keyOf = ({ kind, name }: ComponentKey): string => `${kind} ${name}`;

/** The formulas of a component, and the fields that it names beside them. */
export function readsOf(component: FieldDocument | ValidationRuleDocument): {
  formulas: ReadFormula[];
  fields: string[];
} {
  const object = objectOf(component.name);
  if (component.kind === 'validation_rule') {
    return {
      formulas: [{ object, expression: component.error_when, rule: true }],
      fields: [],
    };
  }
  switch (component.type) {
    case 'formula':
      return { formulas: [{ object, expression: component.expression ?? '' }], fields: [] };
    case 'rollup': {
      const { from = '', via, field, where } = component;
      return {
        formulas: where === undefined ? [] : [{ object: from, expression: where }],
        fields: [via, field].flatMap((name) => (name === undefined ? [] : [`${from}.${name}`])),
      };
    }
    default:
      return component.default_formula === undefined
        ? { formulas: [], fields: [] }
        : { formulas: [{ object, expression: component.default_formula }], fields: [] };
  }
}

/** `account.owner.name` from deal → `user.name`, by the fields' documents. */
export function fieldBehind(
  object: string,
  path: string,
  fields: ReadonlyMap<string, FieldDocument>,
): string | undefined {
  let owner = object;
  const steps = path.split('.');
  for (const [index, step] of steps.entries()) {
    const name = `${owner}.${step}`;
    const field = fields.get(name);
    if (index === steps.length - 1) return name;
    // Behind an address come its parts.
    if (field && field.type !== 'reference') return name;
    const target = field ? [field.to ?? []].flat()[0] : 'user';
    if (target === undefined) return undefined;
    owner = target;
  }
  return undefined;
}

/** Everything that a component reads, down to what is stored, and what uses it. */
export async function dependencies(
  root: FieldDocument | ValidationRuleDocument,
  users: readonly ComponentKey[],
  fields: ReadonlyMap<string, FieldDocument>,
  references: References,
): Promise<Graph> {
  const nodes = new Map<string, GraphNode>();
  const open: [FieldDocument | ValidationRuleDocument, number][] = [[root, 0]];
  nodes.set(keyOf(root), node(root, 0));
  let isCut = false;
  for (let next = open.shift(); next; next = open.shift()) {
    const [component, level] = next;
    const from = nodes.get(keyOf(component));
    for (const name of await fieldsRead(component, fields, references)) {
      const key = keyOf({ kind: 'field', name });
      from?.reads.push(key);
      const known = nodes.get(key);
      if (known) {
        // The further away the further left, so that no line goes back.
        known.level = Math.min(known.level, level - 1);
        continue;
      }
      if (nodes.size >= MOST_NODES) {
        isCut = true;
        continue;
      }
      nodes.set(key, node({ kind: 'field', name }, level - 1));
      const field = fields.get(name);
      if (field) open.push([field, level - 1]);
    }
  }
  for (const user of users) {
    const key = keyOf(user);
    if (!nodes.has(key)) nodes.set(key, { ...node(user, 1), reads: [keyOf(root)] });
  }
  return { nodes: [...nodes.values()], isCut };
}

const node = ({ kind, name }: ComponentKey, level: number): GraphNode => ({
  kind,
  name,
  key: keyOf({ kind, name }),
  level,
  reads: [],
});

async function fieldsRead(
  component: FieldDocument | ValidationRuleDocument,
  fields: ReadonlyMap<string, FieldDocument>,
  references: References,
): Promise<Set<string>> {
  const read = readsOf(component);
  // A default is part of the field and not of its values: it is followed for the field itself only.
  const found = new Set(read.fields);
  for (const formula of read.formulas) {
    for (const path of await references(formula)) {
      const name = path.startsWith('$') ? undefined : fieldBehind(formula.object, path, fields);
      if (name !== undefined && localName(name) !== 'id') found.add(name);
    }
  }
  return found;
}

export const COLUMN = 210;
export const ROW = 56;

export type Placed = GraphNode & { x: number; y: number };

/** From left to right by level, each column in the middle. */
export function placed(nodes: readonly GraphNode[]): {
  nodes: Placed[];
  width: number;
  height: number;
} {
  const levels = [...new Set(nodes.map(({ level }) => level))].sort((a, b) => a - b);
  const columns = levels.map((level) => nodes.filter((one) => one.level === level));
  const tallest = Math.max(...columns.map((column) => column.length));
  return {
    nodes: columns.flatMap((column, index) =>
      column.map((one, row) => ({
        ...one,
        x: index * COLUMN,
        y: (row + (tallest - column.length) / 2) * ROW,
      })),
    ),
    width: columns.length * COLUMN,
    height: tallest * ROW,
  };
}
