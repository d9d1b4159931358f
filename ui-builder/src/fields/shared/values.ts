import type { Json } from '@/api';

export const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : isBlank(value) ? '' : JSON.stringify(value);

export type Members = { readonly [name: string]: Json };

export const membersOf = (value: unknown): Members | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Members)
    : undefined;

export const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];

/** An empty input means no value. */
export const blankToNull = (text: string): string | null => (text === '' ? null : text);
