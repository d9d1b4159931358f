import { describe, expect, it } from 'vitest';
import type { TriedPart } from '@/api';
import { partLevels } from './partLevels';

const part = (from: number, to: number, code?: string): TriedPart => ({
  from,
  to,
  type: 'number',
  ...(code === undefined ? { value: 1 } : { error: { code, message: code } }),
});

describe('the parts of a formula', () => {
  it('stand under what they are part of', () => {
    // (a + b) / c
    const [root, ...more] = partLevels([
      part(0, 11),
      part(1, 6),
      part(1, 2),
      part(5, 6),
      part(10, 11),
    ]);
    expect(more).toEqual([]);
    expect(root?.children.map(({ from, to }) => [from, to])).toEqual([
      [1, 6],
      [10, 11],
    ]);
    expect(root?.children[0]?.children).toHaveLength(2);
  });

  it('fail where the error arises', () => {
    const [root] = partLevels([
      part(0, 11, 'division_by_zero'),
      part(0, 5, 'division_by_zero'),
      part(0, 1),
    ]);
    expect(root?.isCause).toBe(false);
    expect(root?.children[0]?.isCause).toBe(true);
  });
});
