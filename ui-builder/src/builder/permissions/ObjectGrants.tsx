import { useI18n } from '@/i18n';
import { Checkbox, ObjectIcon, Table } from '@/ui';
import styles from '../form.module.css';
import { useComponents } from '../model/components';
import type { ObjectGrant } from '../model/documents';
import { textIn } from '../model/localized';
import { EVERY, objectGrants, withGrant } from './grants';

type Grants = Record<string, ObjectGrant[]>;

/** Objects by what may be done with their records; the first row is for all objects. */
export const ObjectGrants = ({
  grants,
  onChange,
}: {
  grants: Grants;
  onChange: (grants: Grants) => void;
}) => {
  const { t, language } = useI18n();
  const objects = useComponents('object');
  const everywhere = grants[EVERY] ?? [];
  const rows = [
    { name: EVERY, label: t('permission.allObjects'), icon: undefined, color: undefined },
    ...objects.map((object) => ({
      name: object.name,
      label: textIn(object.plural_label ?? object.label, language),
      icon: object.icon,
      color: object.color,
    })),
  ];
  const set = (name: string, grant: ObjectGrant, on: boolean) => {
    const next = withGrant(grants[name] ?? [], grant, on);
    const rest = Object.fromEntries(Object.entries(grants).filter(([other]) => other !== name));
    onChange(next.length > 0 ? { ...rest, [name]: next } : rest);
  };
  return (
    <Table
      label={t('setup.objects')}
      columns={[
        { key: 'object', label: t('kind.object') },
        ...objectGrants.map((grant) => ({ key: grant, label: t(`permission.${grant}`) })),
      ]}
      rows={rows.map((row) => ({
        key: row.name,
        cells: [
          <span key="object" className={styles['name']}>
            {row.name !== EVERY && <ObjectIcon icon={row.icon} color={row.color} />}
            {row.label}
          </span>,
          ...objectGrants.map((grant) => {
            const inherited = row.name !== EVERY && everywhere.includes(grant);
            return (
              <Checkbox
                key={grant}
                aria-label={`${row.label}: ${t(`permission.${grant}`)}`}
                checked={inherited || (grants[row.name]?.includes(grant) ?? false)}
                disabled={inherited}
                onChange={(on) => set(row.name, grant, on)}
              />
            );
          }),
        ],
      }))}
    />
  );
};
