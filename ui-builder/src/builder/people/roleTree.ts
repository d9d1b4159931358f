import type { Role } from '@/api';

export type RoleNode = { role: Role; below: RoleNode[] };

/** The roles as the tree they are. One whose parent is not among them stands at the top. */
export function roleTree(roles: readonly Role[]): RoleNode[] {
  const nodes = new Map<string, RoleNode>(roles.map((role) => [role.id, { role, below: [] }]));
  const top: RoleNode[] = [];
  for (const node of nodes.values()) {
    const parent = nodes.get(node.role.parent_id ?? '');
    (parent?.below ?? top).push(node);
  }
  return top;
}

/** Each role after the one above it, with how deep it stands; `without` leaves a branch out. */
export function rolesInOrder(
  roles: readonly Role[],
  without?: string,
): { role: Role; depth: number }[] {
  const inOrder = (nodes: RoleNode[], depth: number): { role: Role; depth: number }[] =>
    nodes
      .filter((node) => node.role.id !== without)
      .flatMap((node) => [{ role: node.role, depth }, ...inOrder(node.below, depth + 1)]);
  return inOrder(roleTree(roles), 0);
}

/** The name as an option of a select, which has no other way to show a tree. */
export const indented = (name: string, depth: number): string => '\u2003'.repeat(depth) + name;
