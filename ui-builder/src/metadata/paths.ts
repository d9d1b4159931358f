import { useQueries } from '@tanstack/react-query';
import type { FieldDefinition, Json, ObjectDescription, RecordData } from '@/api';
import { objectQuery } from './queries';

/** A field or a dotted path from an object, with what is at its end. */
export type Column = { path: string; label: string; field: FieldDefinition };

type Known = (object: string) => ObjectDescription | undefined;

export function fieldNamed(
  object: ObjectDescription | undefined,
  name: string | undefined,
): FieldDefinition | undefined {
  return object?.fields.find((field) => field.name === name);
}

/** What a path means, as far as the objects on its way are known; undefined for what is not there. */
export function resolvePath(
  object: ObjectDescription,
  path: string,
  known: Known,
): Column | undefined {
  const labels: string[] = [];
  let current: ObjectDescription | undefined = object;
  let field: FieldDefinition | undefined;
  for (const step of path.split('.')) {
    field = fieldNamed(current, step);
    if (!field) return undefined;
    labels.push(field.label);
    current = field.type === 'reference' ? known(field.to[0] ?? '') : undefined;
  }
  return field && { path, label: labels.join(' › '), field };
}

/** The objects that the paths lead through and that are not known yet. */
function missingObjects(
  object: ObjectDescription,
  paths: readonly string[],
  known: Known,
): string[] {
  const missing = new Set<string>();
  for (const path of paths) {
    let current: ObjectDescription | undefined = object;
    for (const step of path.split('.').slice(0, -1)) {
      const field = fieldNamed(current, step);
      const target = field?.type === 'reference' ? field.to[0] : undefined;
      if (target === undefined) break;
      current = known(target);
      missing.add(target);
      if (!current) break;
    }
  }
  return [...missing].sort();
}

/** The columns of the paths; those through objects still loading come a moment later. */
export function useColumns(object: ObjectDescription, paths: readonly string[]): Column[] {
  const firstSteps = missingObjects(object, paths, () => undefined);
  const first = useObjectsByName(firstSteps);
  const allSteps = missingObjects(object, paths, (name) => first.get(name));
  const all = useObjectsByName(allSteps);
  const known: Known = (name) => (name === object.name ? object : all.get(name));
  return paths
    .map((path) => resolvePath(object, path, known))
    .filter((column) => column !== undefined);
}

export function useObjectsByName(names: readonly string[]): Map<string, ObjectDescription> {
  const results = useQueries({ queries: names.map((name) => objectQuery(name)) });
  const known = new Map<string, ObjectDescription>();
  results.forEach(({ data }) => data && known.set(data.name, data));
  return known;
}

export function valueAt(record: RecordData, path: string): Json | undefined {
  let value: unknown = record;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value as Json | undefined;
}

/** What to ask for: a reference with the name of its record, so that people can read it. */
export const requestedField = (column: Column): string =>
  column.field.type === 'reference' ? `${column.path}.name` : column.path;
