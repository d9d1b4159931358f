import { useState, type KeyboardEvent } from 'react';

export type Place = { row: number; column: number };

/** Moves the active cell of a table as people know it from spreadsheets. */
export function useGridKeys({
  rows,
  columns,
  page,
  onOpen,
  onEdit,
  onSelect,
  onMoved,
}: {
  rows: number;
  columns: number;
  page: number;
  onOpen: (place: Place) => void;
  onEdit: (place: Place) => void;
  onSelect: (place: Place) => void;
  onMoved: (place: Place) => void;
}) {
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const clamp = (value: number, size: number) =>
    Math.min(Math.max(value, 0), Math.max(size - 1, 0));
  const goTo = (row: number, column: number) => {
    const place = { row: clamp(row, rows), column: clamp(column, columns) };
    setActive(place);
    onMoved(place);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys inside an editor or a header button are theirs.
    if (event.target !== event.currentTarget || event.altKey) return;
    const { row, column } = active;
    const jump = event.ctrlKey || event.metaKey;
    const steps: Record<string, () => void> = {
      ArrowDown: () => goTo(jump ? rows - 1 : row + 1, column),
      ArrowUp: () => goTo(jump ? 0 : row - 1, column),
      ArrowRight: () => goTo(row, jump ? columns - 1 : column + 1),
      ArrowLeft: () => goTo(row, jump ? 0 : column - 1),
      PageDown: () => goTo(row + page, column),
      PageUp: () => goTo(row - page, column),
      Home: () => goTo(jump ? 0 : row, 0),
      End: () => goTo(jump ? rows - 1 : row, columns - 1),
      Enter: () => (column === 0 ? onOpen(active) : onEdit(active)),
      F2: () => onEdit(active),
      ' ': () => onSelect(active),
      x: () => onSelect(active),
      o: () => onOpen(active),
      j: () => goTo(row + 1, column),
      k: () => goTo(row - 1, column),
    };
    const step = jump && event.key.length === 1 ? undefined : steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  };
  return { active, setActive, onKeyDown };
}
