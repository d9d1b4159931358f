import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Link } from 'react-router';
import {
  listRelated,
  useProblemText,
  type ObjectDescription,
  type RelatedListLayout,
  type Relationship,
} from '@/api';
import { FieldCell, isBlank } from '@/fields';
import { useT } from '@/i18n';
import { requestedField, useColumns, useObject, valueAt } from '@/metadata';
import { ButtonLink, ObjectIcon, Spinner } from '@/ui';
import { placedLayout } from '../layout';
import { defaultColumns } from '../list/defaultColumns';
import { recordName, recordPath } from '../recordName';
import styles from './RecordPage.module.css';

const ROWS = 6;

/** What refers to this record: the lists of the layout, or all that the person may see. */
export const RelatedLists = ({
  object,
  id,
  recordType,
}: {
  object: ObjectDescription;
  id: string;
  recordType: unknown;
}) => {
  const t = useT();
  const wanted: RelatedListLayout[] =
    placedLayout(object, recordType).related ??
    object.relationships.map(({ name }) => ({ relationship: name }));
  const lists = wanted.flatMap((list) => {
    const relationship = object.relationships.find((one) => one.name === list.relationship);
    return relationship ? [{ ...list, relationship }] : [];
  });
  if (lists.length === 0) return <p className={styles['muted']}>{t('record.noRelatedAtAll')}</p>;
  return (
    <div className={styles['related']}>
      {lists.map((list) => (
        <RelatedList key={list.relationship.name} parent={object} id={id} {...list} />
      ))}
    </div>
  );
};

const RelatedList = ({
  parent,
  id,
  relationship,
  columns: wantedColumns,
  sort,
  limit,
}: Omit<RelatedListLayout, 'relationship'> & {
  parent: ObjectDescription;
  id: string;
  relationship: Relationship;
}) => {
  const t = useT();
  const problemText = useProblemText();
  const object = useObject(relationship.object);
  const paths = wantedColumns?.length ? wantedColumns : defaultColumns(object).slice(0, 4);
  const columns = useColumns(object, paths).filter(
    (column) => column.path !== object.name_field && column.path !== relationship.field,
  );
  // Two lists of the same object, or one of the record's own, are told apart by the field.
  const isAmbiguous =
    object.name === parent.name ||
    parent.relationships.some((one) => one !== relationship && one.object === object.name);
  const by = object.fields.find((field) => field.name === relationship.field)?.label;
  const fields = ['id', object.name_field, ...columns.map(requestedField)];
  const rows = limit ?? ROWS;
  const list = useQuery({
    queryKey: [
      'records',
      parent.name,
      'related',
      id,
      relationship.object,
      relationship.name,
      fields,
      rows,
    ],
    queryFn: () =>
      listRelated(parent.name, id, relationship.name, {
        fields,
        limit: rows,
        ...(sort?.length && { sort }),
      }),
  });
  const filter = encodeURIComponent(`${relationship.field} = "${id}"`);
  return (
    <section>
      <header className={styles['relatedHead']}>
        <ObjectIcon icon={object.icon} color={object.color} />
        <h2>
          {isAmbiguous && by
            ? t('record.relatedBy', { objects: relationship.label, field: by })
            : relationship.label}
        </h2>
        {list.data?.next_cursor && (
          <Link to={`/o/${object.name}?filter=${filter}`}>{t('record.showAll')}</Link>
        )}
        {object.actions.create && (
          <ButtonLink
            size="small"
            variant="ghost"
            icon={Plus}
            to={`/o/${object.name}/new?${relationship.field}=${id}`}
            aria-label={t('list.new', { object: object.label })}
            title={t('list.new', { object: object.label })}
          />
        )}
      </header>
      {list.isPending && <Spinner />}
      {list.isError && <p className={styles['muted']}>{problemText(list.error)}</p>}
      {list.data?.records.length === 0 && (
        <p className={styles['muted']}>{t('record.noRelated')}</p>
      )}
      <ul>
        {list.data?.records.map((record) => (
          <li key={record.id} className={styles['relatedRow']}>
            <Link to={recordPath(object.name, record.id)}>
              {recordName(object, record) ?? t('list.unnamed')}
            </Link>
            <span className={styles['relatedMeta']}>
              {columns
                .filter((column) => !isBlank(valueAt(record, column.path)))
                .map((column) => (
                  <span key={column.path} title={column.label}>
                    <FieldCell field={column.field} value={valueAt(record, column.path)} />
                  </span>
                ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
