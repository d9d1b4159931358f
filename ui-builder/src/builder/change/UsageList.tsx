import { Link } from 'react-router';
import type { ComponentKey } from '@/api';
import { useT, type MessageKey } from '@/i18n';
import styles from '../form.module.css';
import { localName, objectOf, type Kind } from '../model/documents';

const kindLabels: Record<Kind, MessageKey> = {
  object: 'kind.object',
  field: 'kind.field',
  record_type: 'kind.record_type',
  value_set: 'kind.value_set',
  layout: 'kind.layout',
  list_view: 'kind.list_view',
  app: 'kind.app',
  translation: 'kind.translation',
  duplicate_rule: 'kind.duplicate_rule',
  validation_rule: 'kind.validation_rule',
  sharing_rule: 'kind.sharing_rule',
  permission_set: 'kind.permission_set',
};

const isKind = (kind: string): kind is Kind => kind in kindLabels;

/** Where a component is edited. */
export function componentPath({ kind, name }: ComponentKey): string | undefined {
  if (!isKind(kind)) return undefined;
  const object = objectOf(name);
  const paths: Record<Kind, string> = {
    object: `/setup/objects/${name}`,
    field: `/setup/objects/${object}?open=${localName(name)}`,
    record_type: `/setup/objects/${object}/record-types`,
    layout: `/setup/objects/${object}/layouts/${name.slice(object.length + 1)}`,
    list_view: `/setup/objects/${object}/list-views`,
    duplicate_rule: `/setup/objects/${object}/duplicate-rules`,
    validation_rule: `/setup/objects/${object}/validation-rules?open=${localName(name)}`,
    sharing_rule: `/setup/objects/${object}/sharing?open=${localName(name)}`,
    value_set: '/setup/value-sets',
    app: '/setup/apps',
    translation: '/setup/translations',
    permission_set: `/setup/permission-sets/${name}`,
  };
  return paths[kind];
}

export function useKindLabel(): (kind: string) => string {
  const t = useT();
  return (kind) => (isKind(kind) ? t(kindLabels[kind]) : kind);
}

export const UsageList = ({ users }: { users: ComponentKey[] }) => {
  const kindLabel = useKindLabel();
  return (
    <ul>
      {users.map((user) => {
        const path = componentPath(user);
        return (
          <li key={`${user.kind} ${user.name}`}>
            {kindLabel(user.kind)}{' '}
            {path ? (
              <Link to={path} className={styles['code']}>
                {user.name}
              </Link>
            ) : (
              <span className={styles['code']}>{user.name}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
};
