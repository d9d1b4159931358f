import { describe, expect, it } from 'vitest';
import type { Role } from '@/api';
import { indented, rolesInOrder, roleTree } from './roleTree';

const role = (id: string, parent?: string): Role => ({
  id,
  name: id.toUpperCase(),
  users: 0,
  ...(parent !== undefined && { parent_id: parent, parent: parent.toUpperCase() }),
});

const roles = [role('east', 'sales'), role('head'), role('sales', 'head'), role('support', 'head')];

describe('the tree of roles', () => {
  it('has each role below its parent, wherever the list has them', () => {
    const [head, ...others] = roleTree(roles);
    expect(others).toEqual([]);
    expect(head?.role.id).toBe('head');
    expect(head?.below.map((node) => node.role.id)).toEqual(['sales', 'support']);
    expect(head?.below[0]?.below.map((node) => node.role.id)).toEqual(['east']);
  });

  it('has a role at the top whose parent is not known', () => {
    expect(roleTree([role('east', 'sales')]).map((node) => node.role.id)).toEqual(['east']);
  });

  it('is read from above to below', () => {
    expect(rolesInOrder(roles).map(({ role: { id }, depth }) => [id, depth])).toEqual([
      ['head', 0],
      ['sales', 1],
      ['east', 2],
      ['support', 1],
    ]);
  });

  it('leaves out a role with all below it', () => {
    expect(rolesInOrder(roles, 'sales').map(({ role: { id } }) => id)).toEqual(['head', 'support']);
    expect(rolesInOrder(roles, 'head')).toEqual([]);
  });

  it('shows depth where there is only text', () => {
    expect(indented('East', 0)).toBe('East');
    expect(indented('East', 2)).toBe('\u2003\u2003East');
  });
});
