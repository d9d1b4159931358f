import { GripVertical } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useT } from '@/i18n';
import { classes } from './classes';
import { moved } from './moved';
import styles from './SortableList.module.css';

/**
 * Items that a person puts in order: by dragging their handle, or with the arrow keys on it, which
 * also serves touch screens with a keyboard and screen readers.
 */
export const SortableList = <T,>({
  label,
  items,
  keyOf,
  nameOf,
  onChange,
  children,
}: {
  label: string;
  items: readonly T[];
  keyOf: (item: T, index: number) => string;
  /** What screen readers call the item. */
  nameOf: (item: T, index: number) => string;
  onChange: (items: T[]) => void;
  children: (item: T, index: number) => ReactNode;
}) => {
  const t = useT();
  const [from, setFrom] = useState<number>();
  const [over, setOver] = useState<number>();
  const [said, setSaid] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useRef<number>(undefined);

  // An element that moves in the document loses the focus.
  useEffect(() => {
    if (focusNext.current === undefined) return;
    list.current?.children[focusNext.current]?.querySelector('button')?.focus();
    focusNext.current = undefined;
  });

  const move = (source: number, target: number) => {
    if (target < 0 || target >= items.length || source === target) return;
    onChange(moved(items, source, target));
    const item = items[source];
    if (item !== undefined) {
      setSaid(
        t('ui.movedTo', {
          name: nameOf(item, source),
          position: target + 1,
          count: items.length,
        }),
      );
    }
  };
  const onKey = (event: KeyboardEvent<HTMLButtonElement>, index: number) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    focusNext.current = Math.min(Math.max(index + step, 0), items.length - 1);
    move(index, index + step);
  };
  return (
    <>
      <ul ref={list} className={styles['list']} aria-label={label}>
        {items.map((item, index) => (
          <li
            key={keyOf(item, index)}
            className={classes(
              styles['item'],
              from === index && styles['dragged'],
              over === index &&
                from !== undefined &&
                from !== index &&
                (from < index ? styles['overEnd'] : styles['over']),
            )}
            onDragOver={(event) => {
              if (from === undefined) return;
              event.preventDefault();
              setOver(index);
            }}
            onDrop={(event) => {
              if (from === undefined) return;
              event.preventDefault();
              move(from, index);
            }}
          >
            <button
              type="button"
              className={styles['handle']}
              draggable
              aria-label={t('ui.moveItem', { name: nameOf(item, index) })}
              title={t('ui.moveHint')}
              onKeyDown={(event) => onKey(event, index)}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                event.dataTransfer.setData('text/plain', String(index));
                setFrom(index);
              }}
              onDragEnd={() => {
                setFrom(undefined);
                setOver(undefined);
              }}
            >
              <GripVertical size={14} aria-hidden />
            </button>
            <div className={styles['content']}>{children(item, index)}</div>
          </li>
        ))}
      </ul>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
};
