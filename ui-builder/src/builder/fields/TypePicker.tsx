import { useState } from 'react';
import type { FieldType } from '@/api';
import { useT, type MessageKey } from '@/i18n';
import { TextInput } from '@/ui';
import { fieldGroups, fieldTypes, typesOf, type FieldGroup } from '../model/fieldTypes';
import { fieldTypeHelp, fieldTypeLabel } from './fieldTypeTexts';
import styles from './TypePicker.module.css';

const groupLabel = (group: FieldGroup): MessageKey => `fieldGroup.${group}`;

/** What kind of field, with what each is good for. */
export const TypePicker = ({ onPick }: { onPick: (type: FieldType) => void }) => {
  const t = useT();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const matches = (type: FieldType) =>
    [type, t(fieldTypeLabel(type)), t(fieldTypeHelp(type))].some((text) =>
      text.toLowerCase().includes(wanted),
    );
  const groups = fieldGroups
    .map((group) => ({ group, types: typesOf(group).filter(matches) }))
    .filter(({ types }) => types.length > 0);
  return (
    <div className={styles['groups']}>
      <TextInput
        type="search"
        autoFocus
        aria-label={t('fieldDef.searchTypes')}
        placeholder={t('fieldDef.searchTypes')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {groups.length === 0 && <p>{t('common.nothingFound')}</p>}
      {groups.map(({ group, types }) => (
        <section key={group} className={styles['group']}>
          <h3>{t(groupLabel(group))}</h3>
          <div className={styles['types']}>
            {types.map((type) => {
              const { icon: Icon } = fieldTypes[type];
              return (
                <button
                  key={type}
                  type="button"
                  className={styles['type']}
                  onClick={() => onPick(type)}
                >
                  <Icon size={17} aria-hidden />
                  <strong>{t(fieldTypeLabel(type))}</strong>
                  <small>{t(fieldTypeHelp(type))}</small>
                </button>
              );
            })}
          </div>
        </section>
      ))}
    </div>
  );
};
