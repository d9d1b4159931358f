import { useEffect, type ReactNode } from 'react';
import styles from './Page.module.css';

/** A page's frame: title bar with actions, then a body that scrolls by itself. */
export const Page = ({
  title,
  before,
  note,
  actions,
  children,
}: {
  title: string;
  /** Left of the title: a way back, an icon. */
  before?: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) => {
  useEffect(() => {
    document.title = `${title} · Trellis`;
  }, [title]);
  return (
    <div className={styles['page']}>
      <header className={styles['header']}>
        <div className={styles['titles']}>
          {before}
          <h1 className={styles['title']} title={title}>
            {title}
          </h1>
          {note !== undefined && <span className={styles['note']}>{note}</span>}
        </div>
        {actions && <div className={styles['actions']}>{actions}</div>}
      </header>
      <div className={styles['body']}>{children}</div>
    </div>
  );
};

/** A readable column for forms and settings. */
export const PageColumn = ({ children }: { children: ReactNode }) => (
  <div className={styles['column']}>{children}</div>
);
