import type {
  FieldDefinition,
  FieldOf,
  FormulaDescription,
  Json,
  ObjectDescription,
  RecordData,
  ValidationRule,
} from '@/api';
import type { CallerFacts } from '@/formula/globals';
import type { PlacedLayout, PlacedSection } from '../layout';

export type Values = Readonly<Record<string, unknown>>;

/** The formulas that a page wants worked out. */
export type Plan = {
  computed: readonly FieldDefinition[];
  defaults: readonly FieldDefinition[];
  rules: readonly ValidationRule[];
  conditions: readonly FormulaDescription[];
};

/** What the formulas are worked out over. */
export type Situation = {
  object: ObjectDescription;
  /** What the form holds. */
  values: Values;
  /** The record as it is stored; undefined for a new one. */
  original: Values | undefined;
  /** Who fills the form in. */
  caller: CallerFacts;
  timeZone: string;
  /** Other records and objects; undefined as long as they are on their way. */
  related: (wanted: WantedRecord) => Found<RecordData> | undefined;
  described: (object: string) => Found<ObjectDescription> | undefined;
};

/** What a roll-up comes to where nothing refers to the record: a new one has no children yet. */
export const ofNoRecords = (rollup: FieldOf<'rollup'>): number | null =>
  rollup.aggregate === 'count' || rollup.aggregate === 'sum' ? 0 : null;

export type WantedRecord = { object: string; id: string; fields: readonly string[] };

/** What was asked for, or that it is not to be had. */
export type Found<T> = { found: T | undefined };

/** What a computed field comes to, if the browser can tell. */
export type Result = { known: true; value: Json } | { known: false };

export type Worked = {
  fields: ReadonlyMap<string, Result>;
  /** What the server would fill in, by field. */
  defaults: Values;
  /** Names of the rules that are broken. */
  broken: ReadonlySet<string>;
  hidden: ReadonlySet<FormulaDescription>;
  records: readonly WantedRecord[];
  objects: readonly string[];
  isPending: boolean;
};

export const nothing: Worked = {
  fields: new Map(),
  defaults: {},
  broken: new Set(),
  hidden: new Set(),
  records: [],
  objects: [],
  isPending: false,
};

const conditionsOf = (layout: PlacedLayout): FormulaDescription[] =>
  layout.sections.flatMap((section) =>
    [section, ...section.fields].flatMap(({ visible_when }) => visible_when ?? []),
  );

/** A page shows what is stored: only what hides parts of it is worked out. */
export const pagePlan = (layout: PlacedLayout): Plan => ({
  computed: [],
  defaults: [],
  rules: [],
  conditions: conditionsOf(layout),
});

export function formPlan(object: ObjectDescription, layout: PlacedLayout, isNew: boolean): Plan {
  const placed = layout.sections.flatMap((section) => section.fields);
  return {
    computed: placed.map((item) => item.definition).filter((field) => field.formula),
    defaults: isNew ? object.fields.filter((field) => field.default_formula) : [],
    rules: object.validation_rules.filter((rule) => rule.formula),
    conditions: conditionsOf(layout),
  };
}

export const isEmpty = (plan: Plan): boolean =>
  Object.values(plan).every((formulas) => formulas.length === 0);

/** What every formula of the plan reads. */
export const inputsOf = ({ computed, defaults, rules, conditions }: Plan): string[] =>
  [
    ...computed.map((field) => field.formula),
    ...defaults.map((field) => field.default_formula),
    ...rules.map((rule) => rule.formula),
    ...conditions,
  ].flatMap((formula) => formula?.inputs ?? []);

/** The record's own fields that a formula reads. */
export const ownInputs = (formula: FormulaDescription): string[] =>
  formula.inputs.map((path) => path.split('.')[0] ?? path);

/** Without what is hidden for these values, and without sections that nothing is left of. */
export const visibleSections = (
  layout: PlacedLayout,
  hidden: ReadonlySet<FormulaDescription>,
): (PlacedSection & { position: number })[] => {
  const isShown = ({ visible_when }: { visible_when?: FormulaDescription | undefined }) =>
    !visible_when || !hidden.has(visible_when);
  return layout.sections
    .map((section, position) => ({
      ...section,
      position,
      fields: section.fields.filter(isShown),
    }))
    .filter(isShown)
    .filter((section) => section.fields.length > 0);
};
