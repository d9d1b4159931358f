import { useState } from 'react';
import { FormulaEditor } from '@/editor';
import { useI18n } from '@/i18n';
import { Combobox, Field, Select, type Option } from '@/ui';
import styles from '../form.module.css';
import { useComponents } from '../model/components';
import { localName, objectOf, withoutBlanks, type ListViewDocument } from '../model/documents';
import { textIn } from '../model/localized';
import { ComponentDialog } from '../widgets/ComponentDialog';
import { NamingInputs } from '../widgets/NamingInputs';
import { useNaming } from '../widgets/useNaming';

/** Columns, filter and order of a saved list. */
export const ListViewDialog = ({
  object,
  view,
  others,
  onClose,
}: {
  object: string;
  view: ListViewDocument | undefined;
  others: ListViewDocument[];
  onClose: () => void;
}) => {
  const { t } = useI18n();
  const naming = useNaming(
    view && { label: view.label, name: localName(view.name) },
    others.map((other) => localName(other.name)),
  );
  const [columns, setColumns] = useState(view?.columns ?? ['name']);
  const [filter, setFilter] = useState(view?.filter ?? '');
  const [sort, setSort] = useState(view?.sort?.[0] ?? '');
  const options = usePaths(object);
  const sortPath = sort.replace(/^-/, '');
  const optionOf = (path: string): Option =>
    options.find((option) => option.value === path) ?? { value: path, label: path };
  return (
    <ComponentDialog
      title={t(view ? 'listView.edit' : 'listView.new')}
      isNew={view === undefined}
      ready={naming.ready && columns.length > 0}
      shown={['name', 'label', 'columns', 'filter', 'sort']}
      components={() => [
        withoutBlanks<ListViewDocument>({
          ...view,
          kind: 'list_view',
          name: `${object}.${naming.name}`,
          label: naming.label ?? '',
          columns,
          filter: filter.trim(),
          sort: sort === '' ? [] : [sort, ...(view?.sort?.slice(1) ?? [])],
        }),
      ]}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <NamingInputs naming={naming} errors={errors} />
          <Field label={t('listView.columns')} errors={errors['columns']} required>
            {(control) => (
              <Combobox
                control={control}
                multiple
                selected={columns.map(optionOf)}
                options={options}
                onSelect={(selected) => setColumns(selected.map((option) => option.value))}
              />
            )}
          </Field>
          <div className={styles['pair']}>
            <Field label={t('listView.sort')} errors={errors['sort']}>
              {(control) => (
                <Select
                  {...control}
                  value={sortPath}
                  onChange={(event) =>
                    setSort(`${sort.startsWith('-') ? '-' : ''}${event.target.value}`)
                  }
                >
                  <option value="">{t('common.none')}</option>
                  {options.map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={t('listView.direction')}>
              {(control) => (
                <Select
                  {...control}
                  disabled={sortPath === ''}
                  value={sort.startsWith('-') ? 'down' : 'up'}
                  onChange={(event) =>
                    setSort(`${event.target.value === 'down' ? '-' : ''}${sortPath}`)
                  }
                >
                  <option value="up">{t('listView.ascending')}</option>
                  <option value="down">{t('listView.descending')}</option>
                </Select>
              )}
            </Field>
          </div>
          <FormulaEditor
            label={t('listView.filter')}
            hint={t('listView.filterHint')}
            value={filter}
            errors={errors['filter']}
            onChange={setFilter}
            setting={{ object, returns: 'boolean', blanks: 'null', lists: true }}
          />
        </>
      )}
    </ComponentDialog>
  );
};

const SYSTEM_FIELDS = ['owner_id', 'created_at', 'created_by', 'updated_at', 'updated_by'] as const;

/** The object's own fields, its system fields, and the fields one reference away. */
function usePaths(object: string): Option[] {
  const { t, language } = useI18n();
  const fields = useComponents('field');
  const of = (name: string) =>
    fields.filter((field) => objectOf(field.name) === name && localName(field.name) !== 'name');
  const own = of(object);
  const option = (value: string, label: string): Option => ({ value, label, keywords: value });
  return [
    option('name', t('common.name')),
    ...own.map((field) => option(localName(field.name), textIn(field.label, language))),
    ...SYSTEM_FIELDS.map((name) => option(name, t(`system.${name}`))),
    ...own.flatMap((field) => {
      const target = typeof field.to === 'string' ? field.to : field.to?.[0];
      if (field.type !== 'reference' || target === undefined) return [];
      const path = localName(field.name);
      const label = textIn(field.label, language);
      return [
        option(`${path}.name`, `${label}: ${t('common.name')}`),
        ...of(target).map((other) =>
          option(`${path}.${localName(other.name)}`, `${label}: ${textIn(other.label, language)}`),
        ),
      ];
    }),
  ];
}
