import { membersOf } from '../shared/values';

export type ReferenceValue = { id: string; name?: string; object?: string };

/** A reference is its id, or with the name when that was asked for. */
export function referenceValue(value: unknown): ReferenceValue | undefined {
  if (typeof value === 'string' && value !== '') return { id: value };
  const members = membersOf(value);
  const id = members?.['id'];
  if (typeof id !== 'string') return undefined;
  const { name, object } = members as { name?: unknown; object?: unknown };
  return {
    id,
    ...(typeof name === 'string' && { name }),
    ...(typeof object === 'string' && { object }),
  };
}
