import { isComputed, valueType, type FieldDefinition, type ObjectDescription } from '@/api';
import type { Language, MessageKey, Translate } from '@/i18n';
import { functionHelp, offeredFunctions } from './functionHelp';
import type { Wanted } from './wanted';

/** Where a formula stands and what is known there. */
export type Surroundings = {
  object: string;
  /** Whether it is about a save. */
  rule: boolean;
  load: (object: string) => Promise<ObjectDescription>;
  /** The tenant's own texts by name; asked for only where somebody names one. */
  labels: () => Promise<Readonly<Record<string, string>>>;
  language: Language;
  t: Translate;
};

export type Suggestion = {
  kind: 'field' | 'reference' | 'function' | 'global' | 'choice';
  /** What is written. */
  text: string;
  /** What it is called, and of what type. */
  detail: string;
  from: number;
  to?: number;
  /** Other words that people look for it by. */
  also: string;
};

/** Over references, as the server follows them. */
const MOST_STEPS = 5;
const MOST_OFFERED = 80;

const globals: [name: string, label: MessageKey][] = [
  ['$User.Id', 'editor.userId'],
  ['$User.Name', 'editor.userName'],
  ['$User.Username', 'editor.userUsername'],
  ['$User.Email', 'editor.userEmail'],
  ['$Organization.Name', 'editor.organizationName'],
  ['$Organization.Currency', 'editor.organizationCurrency'],
  ['$RecordType.DeveloperName', 'editor.recordTypeName'],
  ['$Label.', 'editor.label'],
];

const parts: Partial<Record<FieldDefinition['type'], readonly string[]>> = {
  address: ['street', 'city', 'state', 'postal_code', 'country'],
  geolocation: ['latitude', 'longitude'],
};

/** Everything that fits at a place, the likeliest first. */
export async function suggestions(
  wanted: Wanted,
  surroundings: Surroundings,
): Promise<Suggestion[]> {
  const choices = wanted.choice ? await offeredChoices(wanted.choice, surroundings) : [];
  if (!wanted.name) return choices;
  const { from, typed, way } = wanted.name;
  const fields = await offeredFields(from, way, surroundings);
  const others =
    way.length === 0
      ? [...offeredCalls(from, surroundings), ...offeredGlobals(from, surroundings)]
      : await offeredLabels(from, way, surroundings);
  return [...choices, ...ranked([...fields, ...others], typed)].slice(0, MOST_OFFERED);
}

async function offeredChoices(
  { from, to, typed, field: path, quoted }: NonNullable<Wanted['choice']>,
  surroundings: Surroundings,
): Promise<Suggestion[]> {
  const field = await fieldAt(path.split('.'), surroundings);
  if (field?.type === 'boolean' && !quoted) {
    return ['TRUE', 'FALSE'].map((text) => ({
      kind: 'choice',
      text,
      detail: '',
      from,
      to,
      also: '',
    }));
  }
  if (field?.type !== 'picklist' && field?.type !== 'multi_picklist') return [];
  const all = field.values.map(({ value, label }): Suggestion => ({
    kind: 'choice',
    text: `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
    detail: label === value ? '' : label,
    from,
    to,
    also: `${value} ${label}`,
  }));
  const wantedText = typed.toLowerCase();
  return all.filter(({ also }) => also.toLowerCase().includes(wantedText));
}

/** The object that references lead to; several when the last one may point to several. */
async function targetsOf(way: string[], { object, load }: Surroundings): Promise<string[]> {
  let targets = [object];
  for (const step of way) {
    const [only, another] = targets;
    if (only === undefined || another !== undefined || only === 'user') return [];
    const { fields } = await load(only);
    const field = namedField(fields, step) ?? namedField(fields, `${step}_id`);
    targets = field?.type === 'reference' ? field.to : [];
  }
  return targets;
}

const namedField = (fields: readonly FieldDefinition[], name: string) =>
  fields.find((field) => field.name === name.toLowerCase());

async function fieldAt(path: string[], surroundings: Surroundings) {
  const [target, another] = await targetsOf(path.slice(0, -1), surroundings);
  if (target === undefined || another !== undefined || target === 'user') return undefined;
  return namedField((await surroundings.load(target)).fields, path.at(-1) ?? '');
}

async function offeredFields(
  from: number,
  way: string[],
  surroundings: Surroundings,
): Promise<Suggestion[]> {
  const { t, load } = surroundings;
  if (way.length > MOST_STEPS) return [];
  const [target, another] = await targetsOf(way, surroundings);
  const plain = (text: string, detail: string): Suggestion => ({
    kind: 'field',
    text,
    detail,
    from,
    also: '',
  });
  if (target === undefined) {
    const field = await fieldAt(way, surroundings);
    return (field && parts[field.type])?.map((part) => plain(part, '')) ?? [];
  }
  if (target === 'user' || another !== undefined) return [plain('name', t('common.name'))];
  const { fields } = await load(target);
  return fields
    .filter((field) => field.readable)
    .toSorted((a, b) => Number(a.system) - Number(b.system))
    .map((field) => ({
      kind: field.type === 'reference' ? 'reference' : 'field',
      text: field.name,
      detail: `${field.label} · ${typeText(field, t)}`,
      from,
      also: field.label,
    }));
}

export function typeText(field: FieldDefinition, t: Translate): string {
  const type = t(`fieldType.${valueType(field)}`);
  return isComputed(field) ? `${t(`fieldType.${field.type}`)}: ${type}` : type;
}

const offeredCalls = (from: number, { rule, language }: Surroundings): Suggestion[] =>
  offeredFunctions(rule).map((name) => ({
    kind: 'function',
    text: name,
    detail: functionHelp[name].signature.slice(name.length),
    from,
    also: functionHelp[name][language],
  }));

const offeredGlobals = (from: number, { t }: Surroundings): Suggestion[] =>
  globals.map(([text, label]) => ({
    kind: 'global',
    text,
    detail: t(label),
    from: from,
    also: t(label),
  }));

/** `$Label.` and then some. */
async function offeredLabels(
  from: number,
  way: string[],
  { labels }: Surroundings,
): Promise<Suggestion[]> {
  if (way.length !== 1 || way[0]?.toLowerCase() !== '$label') return [];
  return Object.entries(await labels()).map(([text, detail]) => ({
    kind: 'global',
    text,
    detail,
    from,
    also: detail,
  }));
}

/** By how well they fit what was typed; what does not fit at all is left out. */
function ranked(all: Suggestion[], typed: string): Suggestion[] {
  const wanted = typed.toLowerCase();
  if (wanted === '') return all;
  return all
    .map((suggestion) => ({ suggestion, rank: rankOf(suggestion, wanted) }))
    .filter(({ rank }) => rank < UNFIT)
    .sort((a, b) => a.rank - b.rank)
    .map(({ suggestion }) => suggestion);
}

const UNFIT = 9;

function rankOf({ text, also }: Suggestion, wanted: string): number {
  const name = text.toLowerCase();
  const other = also.toLowerCase();
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (other.startsWith(wanted)) return 2;
  if (name.includes(wanted)) return 3;
  return other.includes(wanted) ? 4 : UNFIT;
}
