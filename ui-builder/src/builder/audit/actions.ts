import type { MessageKey } from '@/i18n';

/** What is written down, in the groups in which people look for it. */
export const actionGroups = [
  {
    label: 'audit.group.signIn',
    actions: ['login.succeeded', 'login.failed', 'session.ended', 'session.stolen'],
  },
  {
    label: 'audit.group.people',
    actions: [
      'user.created',
      'user.changed',
      'password.changed',
      'second_factor.enabled',
      'second_factor.disabled',
      'recovery_codes.renewed',
      'sessions.ended',
      'permission_set.created',
      'permission_set.changed',
      'permission_set.deleted',
      'api_key.created',
      'api_key.revoked',
      'role.created',
      'role.changed',
      'role.deleted',
      'team.created',
      'team.changed',
      'team.deleted',
      'record.shared',
      'record.unshared',
    ],
  },
  {
    label: 'audit.group.model',
    actions: ['metadata.created', 'metadata.changed', 'metadata.deleted'],
  },
  {
    label: 'audit.group.data',
    actions: ['export.run', 'import.run', 'import.cancelled', 'import.undone'],
  },
  {
    label: 'audit.group.workspace',
    actions: ['tenant.created', 'settings.changed', 'audit.exported', 'audit.trimmed'],
  },
] as const satisfies readonly { label: MessageKey; actions: readonly string[] }[];

type Action = (typeof actionGroups)[number]['actions'][number];

const known = new Set<string>(actionGroups.flatMap((group) => group.actions));

const isKnown = (action: string): action is Action => known.has(action);

/** The text of an action; none for one that a newer platform writes. */
export const actionText = (action: string): MessageKey | undefined =>
  isKnown(action) ? `audit.${action}` : undefined;

const reasons = [
  'changed',
  'unlinked',
  'missing',
  'cut_off',
  'rewritten',
  'bad_trim',
  'bad_anchor',
] as const;

/** Why a log is not as it was written. */
export function reasonText(reason: string): MessageKey | undefined {
  const one = reasons.find((known) => known === reason);
  return one && `audit.reason.${one}`;
}
