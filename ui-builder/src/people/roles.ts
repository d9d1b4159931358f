import type { Role } from '@/api';

export type RoleNode = { role: Role; below: RoleNode[] };

/** The roles as they stand below one another, those at the top first; in the order given. */
export function roleTree(roles: readonly Role[]): RoleNode[] {
  const under = new Map<string | null, Role[]>();
  for (const role of roles) {
    const parent = role.parent_id ?? null;
    under.set(parent, [...(under.get(parent) ?? []), role]);
  }
  const nodes = (parent: string | null): RoleNode[] =>
    (under.get(parent) ?? []).map((role) => ({ role, below: nodes(role.id) }));
  return nodes(null);
}

export type RoleLine = { role: Role; depth: number };

/** The tree from top to bottom, a line for each role. */
export function roleLines(roles: readonly Role[]): RoleLine[] {
  const lines = (nodes: RoleNode[], depth: number): RoleLine[] =>
    nodes.flatMap(({ role, below }) => [{ role, depth }, ...lines(below, depth + 1)]);
  return lines(roleTree(roles), 0);
}

/** Where a role may be put: anywhere but below itself. */
export function possibleParents(roles: readonly Role[], moved: Role | undefined): RoleLine[] {
  const lines = roleLines(roles);
  const start = lines.findIndex(({ role }) => role.id === moved?.id);
  const own = lines[start];
  if (!own) return lines;
  const after = lines.findIndex(({ depth }, index) => index > start && depth <= own.depth);
  const end = after < 0 ? lines.length : after;
  return [...lines.slice(0, start), ...lines.slice(end)];
}

/** What stands for a role in a list that cannot be indented otherwise. */
export const indented = ({ role, depth }: RoleLine): string =>
  `${'\u2003'.repeat(depth)}${role.name}`;
