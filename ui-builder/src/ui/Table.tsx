import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './Table.module.css';

export type TableColumn = {
  key: string;
  /** Columns of buttons have no heading, but screen readers are told what they are. */
  label: string;
  hideLabel?: boolean;
  numeric?: boolean;
  /** Left out on small screens. */
  optional?: boolean;
};

export type TableRow = { key: string; cells: ReactNode[] };

/** A short table of settings; lists of records have a grid of their own. */
export const Table = ({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: TableColumn[];
  rows: TableRow[];
}) => (
  // A region that scrolls must be reachable by keyboard.
  // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <div className={styles['scroll']} role="region" aria-label={label} tabIndex={0}>
    <table className={styles['table']}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={look(column)}>
              {column.hideLabel ? (
                <span className="visually-hidden">{column.label}</span>
              ) : (
                column.label
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {row.cells.map((cell, index) => (
              <td key={columns[index]?.key} className={look(columns[index])}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const look = (column: TableColumn | undefined): string =>
  classes(column?.numeric && styles['number'], column?.optional && styles['optional']);
