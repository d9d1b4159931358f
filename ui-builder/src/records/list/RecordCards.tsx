import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { FieldCell, isBlank } from '@/fields';
import { useT } from '@/i18n';
import { valueAt } from '@/metadata';
import { Checkbox, classes } from '@/ui';
import { recordName, recordPath } from '../recordName';
import styles from './RecordTable.module.css';
import type { RecordTableProps } from './RecordTable';

const CARD_HEIGHT = 62;
const FIELDS_SHOWN = 3;
/** The bar of what can be done with the marked ones lies over the end of the list. */
const BAR_HEIGHT = 96;

/**
 * The list on a phone: the name and the first few columns, one record below the other, each with its
 * mark at a thumb's size.
 */
export const RecordCards = ({
  object,
  columns,
  records,
  selected,
  onSelect,
  hasMore,
  isLoadingMore,
  onMore,
}: RecordTableProps) => {
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    overscan: 8,
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= records.length - 20) onMore();
  }, [hasMore, isLoadingMore, last, records.length, onMore]);

  const toggle = (id: string, isSelected: boolean) => {
    const next = new Set(selected);
    if (isSelected) next.add(id);
    else next.delete(id);
    onSelect(next);
  };
  const others = columns.filter((column) => column.path !== object.name_field);
  return (
    <div ref={scroller} className={styles['scroller']}>
      <ul
        className={styles['cards']}
        style={{
          height: rows.getTotalSize() + (selected.size > 0 ? BAR_HEIGHT : 0),
          position: 'relative',
        }}
      >
        {visible.map((item) => {
          const record = records[item.index];
          if (!record) return null;
          const name = recordName(object, record);
          return (
            <li
              key={record.id}
              className={classes(styles['card'], selected.has(record.id) && styles['marked'])}
              style={{ top: item.start, height: CARD_HEIGHT }}
            >
              <label className={styles['mark']}>
                <Checkbox
                  checked={selected.has(record.id)}
                  onChange={(isSelected) => toggle(record.id, isSelected)}
                />
                <span className="visually-hidden">
                  {t('list.selectRow', { name: name ?? t('list.unnamed') })}
                </span>
              </label>
              <Link to={recordPath(object.name, record.id)} className={styles['cardLink']}>
                <span className={classes(styles['name'], !name && styles['unnamed'])}>
                  {name ?? t('list.unnamed')}
                </span>
                <span className={styles['cardLine']}>
                  {others
                    .filter((column) => !isBlank(valueAt(record, column.path)))
                    .slice(0, FIELDS_SHOWN)
                    .map((column) => (
                      <span key={column.path}>
                        <PlainCell column={column} record={record} />
                      </span>
                    ))}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </div>
  );
};

const PlainCell = ({
  column,
  record,
}: {
  column: RecordTableProps['columns'][number];
  record: RecordTableProps['records'][number];
}) => {
  const value = valueAt(record, column.path);
  if (column.field.type === 'reference') {
    const name = valueAt(record, `${column.path}.name`);
    return <span>{typeof name === 'string' ? name : ''}</span>;
  }
  if (['email', 'phone', 'url'].includes(column.field.type)) {
    return <span>{typeof value === 'string' ? value : ''}</span>;
  }
  return <FieldCell field={column.field} value={value} />;
};
