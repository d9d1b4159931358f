import { useSuspenseQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import type { Relationship } from '@/api';
import { useT } from '@/i18n';
import { objectQuery } from '@/metadata';
import { Field, IconButton, Menu, SortableList, Button } from '@/ui';
import styles from '../form.module.css';
import { useComponentsOf } from '../model/components';
import { CheckRow } from '../widgets/CheckRow';
import { FieldsCombobox } from '../widgets/FieldsCombobox';
import type { Related } from './layoutDraft';
import look from './LayoutEditor.module.css';

/** Which related lists a record page shows, in which order, with which columns. */
export const RelatedEditor = ({
  object,
  related,
  onChange,
}: {
  object: string;
  related: Related[] | undefined;
  onChange: (related: Related[] | undefined) => void;
}) => {
  const t = useT();
  const { relationships } = useSuspenseQuery(objectQuery(object)).data;
  if (relationships.length === 0) return null;
  const shown = related ?? [];
  const hidden = relationships.filter(
    (relationship) => !shown.some((list) => list.relationship === relationship.name),
  );
  const listOf = (relationship: Relationship): Related => ({
    relationship: relationship.name,
    columns: [],
    sort: [],
    limit: undefined,
  });
  const nameOf = (list: Related) =>
    relationships.find((relationship) => relationship.name === list.relationship)?.label ??
    list.relationship;
  return (
    <section className={look['part']} aria-label={t('layout.related')}>
      <h3>{t('layout.related')}</h3>
      <CheckRow
        label={t('layout.relatedAll')}
        checked={related === undefined}
        onChange={(all) => onChange(all ? undefined : relationships.map(listOf))}
      />
      {related && (
        <>
          <SortableList
            label={t('layout.related')}
            items={related}
            keyOf={(list) => list.relationship}
            nameOf={nameOf}
            onChange={onChange}
          >
            {(list) => (
              <div className={styles['inline']}>
                <RelatedColumns
                  list={list}
                  label={nameOf(list)}
                  object={
                    relationships.find((relationship) => relationship.name === list.relationship)
                      ?.object ?? ''
                  }
                  onChange={(columns) =>
                    onChange(
                      related.map((other) => (other === list ? { ...list, columns } : other)),
                    )
                  }
                />
                <IconButton
                  icon={X}
                  label={t('builder.removeNamed', { name: nameOf(list) })}
                  onClick={() => onChange(related.filter((other) => other !== list))}
                />
              </div>
            )}
          </SortableList>
          {hidden.length > 0 && (
            <div>
              <Menu
                label={t('layout.addRelated')}
                placement="bottom-start"
                items={hidden.map((relationship) => ({
                  label: relationship.label,
                  onSelect: () => onChange([...related, listOf(relationship)]),
                }))}
                trigger={(props) => (
                  <Button {...props} size="small" icon={Plus}>
                    {t('layout.addRelated')}
                  </Button>
                )}
              />
            </div>
          )}
        </>
      )}
    </section>
  );
};

const RelatedColumns = ({
  list,
  label,
  object,
  onChange,
}: {
  list: Related;
  label: string;
  object: string;
  onChange: (columns: string[]) => void;
}) => {
  const t = useT();
  const fields = useComponentsOf('field', object);
  return (
    <Field label={label} hint={list.columns.length === 0 ? t('layout.relatedUsual') : undefined}>
      {(control) => (
        <FieldsCombobox
          control={control}
          fields={fields}
          value={list.columns}
          onChange={onChange}
        />
      )}
    </Field>
  );
};
