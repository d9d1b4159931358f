import { describe, expect, it } from 'vitest';
import { withRows } from './longLists';

describe('withRows', () => {
  it('puts fresh rows where the old ones stand and takes out what is gone', () => {
    const data = {
      pages: [
        { records: [{ id: 'a' }, { id: 'b' }], next_cursor: 'x' },
        { records: [{ id: 'c' }], next_cursor: null },
      ],
      pageParams: [undefined, 'x'],
    };
    const fresh = new Map([['b', { id: 'b', city: 'Bern' }]]);
    expect(withRows(data, fresh, new Set(['c']))).toEqual({
      pages: [
        { records: [{ id: 'a' }, { id: 'b', city: 'Bern' }], next_cursor: 'x' },
        { records: [], next_cursor: null },
      ],
      pageParams: [undefined, 'x'],
    });
  });
});
