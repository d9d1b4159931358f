import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import type { ObjectDescription } from '@/api';
import { useT } from '@/i18n';
import { useObjectsByName, type Column } from '@/metadata';
import { IconButton, LabelledCheckbox, moved, TextInput } from '@/ui';
import styles from './ColumnChooser.module.css';

/** The fields of the object and of the records it refers to, with those in the list on top. */
export const ColumnChooser = ({
  object,
  shown,
  onChange,
}: {
  object: ObjectDescription;
  shown: readonly Column[];
  onChange: (paths: string[]) => void;
}) => {
  const t = useT();
  const [query, setQuery] = useState('');
  const paths = shown.map((column) => column.path);
  const choices = useReachableColumns(object).filter((choice) => !paths.includes(choice.path));
  const words = query.trim().toLowerCase();
  const found = choices.filter((choice) => choice.label.toLowerCase().includes(words));
  return (
    <div className={styles['chooser']}>
      <TextInput
        type="search"
        aria-label={t('list.columnsSearch')}
        placeholder={t('list.columnsSearch')}
        data-autofocus
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {words === '' && (
        <>
          <div className={styles['heading']}>{t('list.columnsShown')}</div>
          <div>
            {shown.map((column, index) => (
              <div key={column.path} className={styles['row']}>
                <LabelledCheckbox
                  checked
                  disabled={shown.length === 1}
                  onChange={() => onChange(paths.filter((path) => path !== column.path))}
                >
                  {column.label}
                </LabelledCheckbox>
                <IconButton
                  size="small"
                  icon={ArrowUp}
                  label={`${t('common.moveUp')}: ${column.label}`}
                  disabled={index === 0}
                  onClick={() => onChange(moved(paths, index, index - 1))}
                />
                <IconButton
                  size="small"
                  icon={ArrowDown}
                  label={`${t('common.moveDown')}: ${column.label}`}
                  disabled={index === shown.length - 1}
                  onClick={() => onChange(moved(paths, index, index + 1))}
                />
              </div>
            ))}
          </div>
          <div className={styles['heading']}>{t('list.columnsMore')}</div>
        </>
      )}
      <div className={styles['list']}>
        {found.map((choice) => (
          <LabelledCheckbox
            key={choice.path}
            checked={false}
            onChange={() => onChange([...paths, choice.path])}
          >
            {choice.label}
          </LabelledCheckbox>
        ))}
        {found.length === 0 && <span>{t('common.nothingFound')}</span>}
      </div>
    </div>
  );
};

/** Of no use to people. */
const INTERNAL = ['id', 'version', 'deleted_at'];

/** Own fields, and those one step away over a reference to a single object. */
export function useReachableColumns(object: ObjectDescription): Column[] {
  const references = object.fields.filter((field) => field.type === 'reference');
  const targets = references.flatMap((field) => (field.to.length === 1 ? field.to : []));
  const known = useObjectsByName([...new Set(targets)].filter((name) => name !== 'user'));
  const own = object.fields
    .filter((field) => field.readable && !INTERNAL.includes(field.name))
    .filter((field) => field.name !== 'record_type' || object.record_types.length > 0)
    .map((field) => ({ path: field.name, label: field.label, field }));
  const others = references.flatMap((reference) => {
    const target = reference.to.length === 1 ? known.get(reference.to[0] ?? '') : undefined;
    return (target?.fields ?? [])
      .filter((field) => field.readable && !field.system)
      .map((field) => ({
        path: `${reference.name}.${field.name}`,
        label: `${reference.label} › ${field.label}`,
        field,
      }));
  });
  return [...own, ...others];
}
