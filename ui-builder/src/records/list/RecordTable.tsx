import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ObjectDescription, RecordData } from '@/api';
import { FieldCell, fieldModule } from '@/fields';
import { useT } from '@/i18n';
import { valueAt, type Column } from '@/metadata';
import { Checkbox, classes, Menu, Spinner } from '@/ui';
import { FieldEditor } from '../FieldEditor';
import { useSavedToast } from '../merge/useSavedToast';
import { recordName, recordPath } from '../recordName';
import { headerItems } from './headerItems';
import styles from './RecordTable.module.css';
import type { ListState } from './useListState';
import { useGridKeys, type Place } from './useGridKeys';
import { useListPatch } from './useRecordList';

const ROW_HEIGHT = 34;
const CHECK_WIDTH = 40;
const NAME_WIDTH = 240;

export type RecordTableProps = {
  object: ObjectDescription;
  columns: readonly Column[];
  records: readonly RecordData[];
  state: ListState;
  selected: ReadonlySet<string>;
  onSelect: (selected: ReadonlySet<string>) => void;
  hasMore: boolean;
  isLoadingMore: boolean;
  onMore: () => void;
};

/** Rows drawn only while they are in view; more are asked for before the end is reached. */
export const RecordTable = ({
  object,
  columns,
  records: current,
  state,
  selected,
  onSelect,
  hasMore,
  isLoadingMore,
  onMore,
}: RecordTableProps) => {
  const t = useT();
  // Rows stay where they are while one of them is edited, whatever others do meanwhile.
  const [held, setHeld] = useState<typeof current>();
  const records = held ?? current;
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const patchLists = useListPatch(object.name);
  const savedToast = useSavedToast(object);
  const [editing, setEditing] = useState<{ id: string; path: string }>();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const rows = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= records.length - 40) onMore();
  }, [hasMore, isLoadingMore, last, records.length, onMore]);

  const toggle = (id: string) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  const isEditable = (column: Column | undefined) =>
    column !== undefined &&
    object.actions.edit &&
    column.field.editable &&
    !column.path.includes('.');
  const edit = ({ row, column }: Place) => {
    const record = records[row];
    const target = columns[column];
    if (!record || !target || !isEditable(target)) return;
    setHeld(current);
    setEditing({ id: record.id, path: target.path });
  };
  const keys = useGridKeys({
    rows: records.length,
    columns: columns.length,
    page: Math.max(Math.floor((scroller.current?.clientHeight ?? 400) / ROW_HEIGHT) - 2, 1),
    onOpen: ({ row }) => {
      const record = records[row];
      if (record) void navigate(recordPath(object.name, record.id));
    },
    onEdit: edit,
    onSelect: ({ row }) => {
      const record = records[row];
      if (record) toggle(record.id);
    },
    onMoved: ({ row }) => rows.scrollToIndex(row),
  });
  const closeEditor = () => {
    setEditing(undefined);
    setHeld(undefined);
    setAnchor(null);
    scroller.current?.focus();
  };

  const widths = columns.map((column, index) =>
    index === 0 ? NAME_WIDTH : fieldModule(column.field).width,
  );
  // In proportion to what each needs; where that is more than there is, the table scrolls.
  const template = {
    gridTemplateColumns: `${CHECK_WIDTH}px ${widths
      .map((width) => `minmax(${width}px, ${width}fr)`)
      .join(' ')}`,
  };
  const minWidth = widths.reduce((sum, width) => sum + width, CHECK_WIDTH);
  const edited = editing && [...current, ...records].find((record) => record.id === editing.id);
  const editedColumn = columns.find((column) => column.path === editing?.path);
  const allSelected = records.length > 0 && records.every((record) => selected.has(record.id));

  return (
    <>
      <div
        ref={scroller}
        className={styles['scroller']}
        role="grid"
        tabIndex={0}
        aria-label={t('list.table', { objects: object.plural_label })}
        aria-rowcount={hasMore ? -1 : records.length + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-activedescendant={cellId(keys.active)}
        onKeyDown={keys.onKeyDown}
      >
        <div className={styles['table']} role="presentation" style={{ minWidth }}>
          <div className={styles['head']} role="row" aria-rowindex={1} style={template}>
            <div
              className={classes(styles['headCell'], styles['check'], styles['pinned'])}
              role="columnheader"
            >
              <Checkbox
                aria-label={t('list.selectAll')}
                checked={allSelected}
                indeterminate={selected.size > 0 && !allSelected}
                onChange={(checked) =>
                  onSelect(new Set(checked ? records.map((record) => record.id) : []))
                }
              />
            </div>
            {columns.map((column, index) => (
              <HeaderCell key={column.path} column={column} state={state} pinned={index === 0} />
            ))}
          </div>
          <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
            {visible.map((item) => {
              const record = records[item.index];
              if (!record) return null;
              const name = recordName(object, record);
              return (
                <div
                  key={record.id}
                  className={styles['row']}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={selected.has(record.id)}
                  style={{ ...template, top: item.start }}
                >
                  <div
                    className={classes(styles['cell'], styles['check'], styles['pinned'])}
                    role="gridcell"
                  >
                    <Checkbox
                      tabIndex={-1}
                      aria-label={t('list.selectRow', { name: name ?? t('list.unnamed') })}
                      checked={selected.has(record.id)}
                      onChange={() => toggle(record.id)}
                    />
                  </div>
                  {columns.map((column, index) => {
                    const place = { row: item.index, column: index };
                    const isActive =
                      keys.active.row === place.row && keys.active.column === place.column;
                    const isEdited = editing?.id === record.id && editing.path === column.path;
                    return (
                      // The grid has the keys; a double click edits as Enter does.
                      // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                      <div
                        key={column.path}
                        id={cellId(place)}
                        ref={isEdited ? setAnchor : undefined}
                        role="gridcell"
                        aria-colindex={index + 2}
                        aria-readonly={!isEditable(column)}
                        data-active={isActive}
                        className={classes(
                          styles['cell'],
                          fieldModule(column.field).align === 'end' && styles['end'],
                          index === 0 && styles['pinnedName'],
                        )}
                        onClick={() => keys.setActive(place)}
                        onDoubleClick={() => edit(place)}
                      >
                        {column.path === object.name_field || (index === 0 && !name) ? (
                          <Link
                            tabIndex={-1}
                            to={recordPath(object.name, record.id)}
                            className={classes(styles['name'], !name && styles['unnamed'])}
                          >
                            {name ?? t('list.unnamed')}
                          </Link>
                        ) : (
                          <FieldCell field={column.field} value={valueAt(record, column.path)} />
                        )}
                      </div>
                    );
                  })}
                </div>
              );
            })}
          </div>
          {isLoadingMore && (
            <div className={styles['foot']}>
              <Spinner />
            </div>
          )}
        </div>
      </div>
      {edited && editedColumn && anchor && (
        <FieldEditor
          key={`${edited.id} ${editedColumn.path}`}
          object={object}
          record={edited}
          field={editedColumn.field}
          anchor={anchor}
          onClose={closeEditor}
          onSaved={(saved, shown) => {
            savedToast(saved);
            patchLists(edited.id, {
              [editedColumn.path]: shown as never,
              ...(saved.record.version !== undefined && { version: saved.record.version }),
            });
          }}
        />
      )}
    </>
  );
};

const cellId = ({ row, column }: Place): string => `cell-${row}-${column}`;

const HeaderCell = ({
  column,
  state,
  pinned,
}: {
  column: Column;
  state: ListState;
  pinned: boolean;
}) => {
  const t = useT();
  const { icon: Icon, align } = fieldModule(column.field);
  const ascending = state.sort.includes(column.path);
  const descending = state.sort.includes(`-${column.path}`);
  return (
    <div
      role="columnheader"
      aria-sort={ascending ? 'ascending' : descending ? 'descending' : 'none'}
      className={classes(
        styles['headCell'],
        align === 'end' && styles['end'],
        pinned && styles['pinnedName'],
      )}
    >
      <Menu
        label={column.label}
        placement="bottom-start"
        items={headerItems(column, state, t)}
        trigger={(props) => (
          <button type="button" {...props} className={styles['headButton']} title={column.label}>
            <Icon size={13} aria-hidden />
            <span>{column.label}</span>
            {ascending && <ArrowUp size={13} aria-hidden />}
            {descending && <ArrowDown size={13} aria-hidden />}
          </button>
        )}
      />
    </div>
  );
};
