import type { FieldType } from '@/api';
import { localName, objectOf, type Aggregate, type FieldDocument } from './documents';

export const aggregates: Aggregate[] = ['count', 'sum', 'min', 'max', 'avg'];

/** The reference fields that point to an object, by the object that has them. */
export function referencesTo(
  object: string,
  fields: readonly FieldDocument[],
): Map<string, FieldDocument[]> {
  const found = new Map<string, FieldDocument[]>();
  for (const field of fields) {
    if (field.type !== 'reference' || ![field.to ?? []].flat().includes(object)) continue;
    const from = objectOf(field.name);
    found.set(from, [...(found.get(from) ?? []), field]);
  }
  return found;
}

const numbers: readonly FieldType[] = ['number', 'currency', 'percent', 'duration'];
const ordered: readonly FieldType[] = [...numbers, 'date', 'datetime', 'time'];

/** Numbers can be added up; what has an order has a smallest and a largest. */
export function gatheredFields(
  from: string,
  aggregate: Aggregate,
  fields: readonly FieldDocument[],
): FieldDocument[] {
  const types = aggregate === 'min' || aggregate === 'max' ? ordered : numbers;
  return fields.filter((field) => {
    if (objectOf(field.name) !== from) return false;
    // What a roll-up comes to is known to the server alone, which refuses what does not fit.
    if (field.type === 'rollup') return true;
    return types.includes(field.type === 'formula' ? (field.returns ?? 'number') : field.type);
  });
}

/** The draft without what no longer fits the settings that have changed. */
export function fittingRollup(
  change: Partial<FieldDocument>,
  draft: FieldDocument,
  fields: readonly FieldDocument[],
): Partial<FieldDocument> {
  const { from = '', via, aggregate = 'count', field } = { ...draft, ...change };
  const references = referencesTo(objectOf(draft.name), fields).get(from) ?? [];
  const known = references.find((reference) => localName(reference.name) === via);
  const gathered = gatheredFields(from, aggregate, fields);
  const kept = aggregate !== 'count' && gathered.some((one) => localName(one.name) === field);
  return {
    ...change,
    via: known ? via : references[0] && localName(references[0].name),
    field: kept ? field : undefined,
    ...(from !== draft.from && { where: undefined }),
  };
}
