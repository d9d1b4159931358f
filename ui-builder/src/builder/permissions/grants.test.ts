import { describe, expect, it } from 'vitest';
import { effectiveGrant, withGrant } from './grants';

describe('withGrant', () => {
  it('brings what a grant needs', () => {
    expect(withGrant([], 'edit', true)).toEqual(['read', 'edit']);
    expect(withGrant([], 'modify_all', true)).toEqual(['read', 'edit', 'view_all', 'modify_all']);
  });

  it('takes along what needs it', () => {
    expect(withGrant(['read', 'create', 'edit', 'import'], 'create', false)).toEqual([
      'read',
      'edit',
    ]);
    expect(withGrant(['read', 'edit', 'export'], 'read', false)).toEqual([]);
  });
});

it('the most specific entry about a field wins', () => {
  const grants = { '*': 'read', 'deal.*': 'edit', 'deal.margin': 'none' } as const;
  expect(effectiveGrant(grants, 'deal', 'margin')).toBe('none');
  expect(effectiveGrant(grants, 'deal', 'amount')).toBe('edit');
  expect(effectiveGrant(grants, 'account', 'name')).toBe('read');
  expect(effectiveGrant({}, 'account', 'name')).toBe('none');
});
