import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** Says why nothing is here and what to do about it. */
export const EmptyState = ({
  icon: Icon,
  title,
  children,
  actions,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}) => (
  <div className={styles['empty']}>
    <span className={styles['icon']}>
      <Icon size={22} aria-hidden />
    </span>
    <h2 className={styles['title']}>{title}</h2>
    {children && <p className={styles['text']}>{children}</p>}
    {actions && <div className={styles['actions']}>{actions}</div>}
  </div>
);
