import { describe, expect, it } from 'vitest';
import { isAffected } from './affected';

const changes = new Map([['deal', { ids: new Set(['a']), removed: new Set<string>() }]]);
const affected = (...key: unknown[]) => isAffected(['records', ...key], changes);

describe('isAffected', () => {
  it('asks anew for every list of an object that changed, and for no other', () => {
    expect(affected('deal', 'list', {})).toBe(true);
    expect(affected('task', 'list', {})).toBe(false);
  });

  it('asks anew for the record that changed and its history alone', () => {
    expect(affected('deal', 'one', 'a', [])).toBe(true);
    expect(affected('deal', 'one', 'b', [])).toBe(false);
    expect(affected('deal', 'history', 'a')).toBe(true);
  });

  it('follows related lists by the object that is listed', () => {
    expect(affected('account', 'related', 'x', 'deal', 'deals')).toBe(true);
    expect(affected('deal', 'related', 'a', 'task', 'tasks')).toBe(false);
  });

  it('does not count again by itself', () => {
    expect(affected('deal', 'count', '', '')).toBe(false);
  });
});
