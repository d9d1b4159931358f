import { useState } from 'react';
import { useI18n } from '@/i18n';
import { Field, Select, Table } from '@/ui';
import styles from '../form.module.css';
import { useComponents, useComponentsOf } from '../model/components';
import { localName, type FieldGrant } from '../model/documents';
import { textIn } from '../model/localized';
import { effectiveGrant, EVERY } from './grants';

type Grants = Record<string, FieldGrant>;

const levels: FieldGrant[] = ['none', 'read', 'edit'];

/** What is said about all fields, about those of one object, and about single ones. */
export const FieldGrants = ({
  grants,
  onChange,
}: {
  grants: Grants;
  onChange: (grants: Grants) => void;
}) => {
  const { t, language } = useI18n();
  const objects = useComponents('object');
  const [object, setObject] = useState(objects[0]?.name ?? '');
  const written = useComponentsOf('field', object);
  const fields = [
    { name: 'name', label: t('common.name') },
    ...written
      .filter((field) => localName(field.name) !== 'name')
      .map((field) => ({ name: localName(field.name), label: textIn(field.label, language) })),
  ];
  const set = (entry: string, level: string) => {
    const rest = Object.fromEntries(Object.entries(grants).filter(([other]) => other !== entry));
    onChange(level === '' ? rest : { ...rest, [entry]: level as FieldGrant });
  };
  const choice = (entry: string, label: string, otherwise: FieldGrant) => (
    <Select
      aria-label={label}
      value={grants[entry] ?? ''}
      onChange={(event) => set(entry, event.target.value)}
    >
      <option value="">
        {t('permission.inherit', { level: t(`permission.field.${otherwise}`) })}
      </option>
      {levels.map((level) => (
        <option key={level} value={level}>
          {t(`permission.field.${level}`)}
        </option>
      ))}
    </Select>
  );
  const general = grants[EVERY] ?? 'none';
  return (
    <div className={styles['stack']}>
      <div className={styles['pair']}>
        <Field label={t('permission.everyField')} group>
          {() => choice(EVERY, t('permission.everyField'), 'none')}
        </Field>
        {objects.length > 0 && (
          <Field label={t('permission.fieldsOf')}>
            {(control) => (
              <Select
                {...control}
                value={object}
                onChange={(event) => setObject(event.target.value)}
              >
                {objects.map((candidate) => (
                  <option key={candidate.name} value={candidate.name}>
                    {textIn(candidate.label, language)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      {object !== '' && (
        <Table
          label={t('object.fields')}
          columns={[
            { key: 'field', label: t('kind.field') },
            { key: 'grant', label: t('permission.access') },
          ]}
          rows={[
            {
              key: EVERY,
              cells: [
                <strong key="field">{t('permission.allFields')}</strong>,
                <div key="grant">
                  {choice(`${object}.${EVERY}`, t('permission.allFields'), general)}
                </div>,
              ],
            },
            ...fields.map((field) => {
              const without = Object.fromEntries(
                Object.entries(grants).filter(([entry]) => entry !== `${object}.${field.name}`),
              );
              return {
                key: field.name,
                cells: [
                  field.label,
                  <div key="grant">
                    {choice(
                      `${object}.${field.name}`,
                      field.label,
                      effectiveGrant(without, object, field.name),
                    )}
                  </div>,
                ],
              };
            }),
          ]}
        />
      )}
    </div>
  );
};
