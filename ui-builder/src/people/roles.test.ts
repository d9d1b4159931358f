import { describe, expect, it } from 'vitest';
import type { Role } from '@/api';
import { indented, possibleParents, roleLines, roleTree } from './roles';

const role = (name: string, parent?: string): Role => ({
  id: `id of ${name}`,
  name,
  parent: parent ?? null,
  parent_id: parent ? `id of ${parent}` : null,
  users: 0,
});

const roles = [
  role('Assistant', 'Head'),
  role('Board'),
  role('Clerk', 'Seller'),
  role('Head', 'Board'),
  role('Other'),
  role('Seller', 'Head'),
];

describe('roles', () => {
  it('stand below their parents', () => {
    expect(roleTree(roles).map((node) => node.role.name)).toEqual(['Board', 'Other']);
    expect(roleLines(roles).map(({ role, depth }) => `${depth} ${role.name}`)).toEqual([
      '0 Board',
      '1 Head',
      '2 Assistant',
      '2 Seller',
      '3 Clerk',
      '0 Other',
    ]);
  });

  it('are indented by their depth', () => {
    expect(roleLines(roles).slice(0, 2).map(indented)).toEqual(['Board', '\u2003Head']);
  });

  it('can be moved anywhere but below themselves', () => {
    const names = (moved: string) =>
      possibleParents(
        roles,
        roles.find(({ name }) => name === moved),
      ).map((line) => line.role.name);
    expect(names('Head')).toEqual(['Board', 'Other']);
    expect(names('Seller')).toEqual(['Board', 'Head', 'Assistant', 'Other']);
    expect(names('Other')).toEqual(['Board', 'Head', 'Assistant', 'Seller', 'Clerk']);
  });

  it('that are new can be put anywhere', () => {
    expect(possibleParents(roles, undefined)).toHaveLength(roles.length);
  });
});
