import type { AccessReason } from '@/api';
import type { MessageKey, Translate } from '@/i18n';

const texts: Record<string, MessageKey> = {
  permission_set: 'reason.permission_set',
  owner: 'reason.owner',
  role: 'reason.role',
  sharing_rule: 'reason.sharing_rule',
  share: 'reason.share',
  parent: 'reason.parent',
};

const defaults: Record<string, MessageKey> = {
  read: 'sharing.read',
  read_write: 'sharing.read_write',
  private: 'sharing.private',
  by_parent: 'sharing.by_parent',
};

/** One reason in words; the way down the roles as a chain. */
export function reasonText(t: Translate, { type, name }: AccessReason): string {
  if (type === 'default_sharing') {
    const key = defaults[name ?? ''];
    return t('reason.default_sharing', { sharing: key ? t(key) : (name ?? '') });
  }
  const key = texts[type];
  if (!key) return [type, name].filter(Boolean).join(' ');
  const shown = type === 'role' ? (name ?? '').split(' > ').join(' → ') : (name ?? '');
  return t(key, { name: shown });
}
