import { describe, expect, it } from 'vitest';
import { grantee, granteeParts, isSameGrantee, usernamesOf } from './grantees';

describe('grantees', () => {
  it('are a type and a name', () => {
    expect(grantee('role_and_below', 'Sales')).toEqual({ role_and_below: 'Sales' });
    expect(granteeParts({ role_and_below: 'Sales' })).toEqual(['role_and_below', 'Sales']);
    expect(grantee('everyone', '')).toEqual({ everyone: true });
    expect(granteeParts({ everyone: true })).toEqual(['everyone', '']);
  });

  it('are the same by both', () => {
    expect(isSameGrantee({ role: 'Sales' }, { role: 'Sales' })).toBe(true);
    expect(isSameGrantee({ role: 'Sales' }, { team: 'Sales' })).toBe(false);
    expect(isSameGrantee({ role: 'Sales' }, { role: 'Finance' })).toBe(false);
  });

  it('name each user once', () => {
    expect(usernamesOf([{ user: 'sam' }, { team: 'a' }, { user: 'mia' }, { user: 'sam' }])).toEqual(
      ['sam', 'mia'],
    );
  });
});
