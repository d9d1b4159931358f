import type { Grantee } from '@/api';
import type { MessageKey } from '@/i18n';

export type GranteeType = 'user' | 'role' | 'role_and_below' | 'team' | 'everyone';

export const granteeTypes: Record<GranteeType, MessageKey> = {
  user: 'grantee.user',
  role: 'grantee.role',
  role_and_below: 'grantee.role_and_below',
  team: 'grantee.team',
  everyone: 'grantee.everyone',
};

export const grantee = (type: GranteeType, name: string): Grantee =>
  type === 'everyone' ? { everyone: true } : ({ [type]: name } as Grantee);

/** `{"role": "Sales"}` → `['role', 'Sales']`; of everyone the name is blank. */
export function granteeParts(who: Grantee): [GranteeType, string] {
  const [type = 'everyone', name] = Object.entries(who)[0] ?? [];
  return [type as GranteeType, typeof name === 'string' ? name : ''];
}

export const isSameGrantee = (a: Grantee, b: Grantee): boolean =>
  granteeParts(a).join() === granteeParts(b).join();

/** The user names among them. */
export const usernamesOf = (grantees: readonly Grantee[]): string[] => [
  ...new Set(grantees.flatMap((who) => ('user' in who ? [who.user] : []))),
];
