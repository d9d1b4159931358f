import type { AuditEntry } from '@/api';
import { useT } from '@/i18n';
import { useKindLabel } from '../change/UsageList';
import { actionText } from './actions';

/** An entry in words. */
export function useEntryTexts() {
  const t = useT();
  const kindLabel = useKindLabel();
  return {
    action: ({ action }: AuditEntry): string => {
      const key = actionText(action);
      return key ? t(key) : action;
    },
    actor: ({ actor }: AuditEntry): string => {
      switch (actor.kind) {
        case 'platform':
          return t('audit.platform');
        case 'unknown':
          return t('audit.unknown');
        case 'api_key':
          return t('audit.byKey', { name: actor.name ?? '' });
        default:
          return actor.name ?? '';
      }
    },
    subject: ({ action, subject }: AuditEntry): string => {
      const name = subject.name ?? subject.id ?? '';
      // Of all others the action says what kind of thing it is.
      return action.startsWith('metadata.') ? `${kindLabel(subject.kind)} ${name}` : name;
    },
  };
}
