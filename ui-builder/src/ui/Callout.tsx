import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Callout.module.css';
import { classes } from './classes';

const icons = { info: Info, warning: TriangleAlert, danger: CircleAlert };

/** Something to know before going on. One of tone `danger` is read out at once. */
export const Callout = ({
  tone = 'info',
  children,
}: {
  tone?: 'info' | 'warning' | 'danger';
  children: ReactNode;
}) => {
  const Icon = icons[tone];
  return (
    <div
      className={classes(styles['callout'], tone !== 'info' && styles[tone])}
      role={tone === 'danger' ? 'alert' : undefined}
    >
      <Icon size={15} aria-hidden />
      <div className={styles['content']}>{children}</div>
    </div>
  );
};
