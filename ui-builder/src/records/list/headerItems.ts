import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, EyeOff, X } from 'lucide-react';
import type { Translate } from '@/i18n';
import type { Column } from '@/metadata';
import { moved, type MenuItem } from '@/ui';
import type { ListState } from './useListState';

/** What a column's header offers. */
export function headerItems(column: Column, state: ListState, t: Translate): MenuItem[] {
  const { path } = column;
  const { columns, sort, change } = state;
  const position = columns.indexOf(path);
  const sorted = sort.some((term) => term === path || term === `-${path}`);
  const items: MenuItem[] = [];
  if (column.field.sortable) {
    items.push(
      {
        label: t('list.sortAscending'),
        icon: ArrowUp,
        checked: sort.includes(path),
        onSelect: () => change({ sort: [path] }),
      },
      {
        label: t('list.sortDescending'),
        icon: ArrowDown,
        checked: sort.includes(`-${path}`),
        onSelect: () => change({ sort: [`-${path}`] }),
      },
    );
    if (sorted) {
      items.push({
        label: t('list.sortNone'),
        icon: X,
        onSelect: () =>
          change({ sort: sort.filter((term) => term !== path && term !== `-${path}`) }),
      });
    }
    items.push('separator');
  }
  items.push(
    {
      label: t('list.moveLeft'),
      icon: ArrowLeft,
      disabled: position <= 0,
      onSelect: () => change({ columns: moved(columns, position, position - 1) }),
    },
    {
      label: t('list.moveRight'),
      icon: ArrowRight,
      disabled: position < 0 || position === columns.length - 1,
      onSelect: () => change({ columns: moved(columns, position, position + 1) }),
    },
    {
      label: t('list.hideColumn'),
      icon: EyeOff,
      disabled: columns.length < 2,
      onSelect: () => change({ columns: columns.filter((other) => other !== path) }),
    },
  );
  return items;
}
