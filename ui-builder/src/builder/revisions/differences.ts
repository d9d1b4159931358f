import type { Component } from '@/api';

export type Difference = {
  property: string;
  before: string | undefined;
  after: string | undefined;
};

const shown = (value: unknown): string | undefined =>
  value === undefined || value === null
    ? undefined
    : typeof value === 'string'
      ? value
      : JSON.stringify(value, null, 2);

/** The properties that are not the same, in the order of the newer document. */
export function differences(
  before: Component | null | undefined,
  after: Component | null | undefined,
): Difference[] {
  const names = new Set([...Object.keys(after ?? {}), ...Object.keys(before ?? {})]);
  names.delete('kind');
  names.delete('name');
  return [...names]
    .map((property) => ({
      property,
      before: shown(before?.[property]),
      after: shown(after?.[property]),
    }))
    .filter((difference) => difference.before !== difference.after);
}
