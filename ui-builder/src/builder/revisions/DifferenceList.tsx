import { classes } from '@/ui';
import form from '../form.module.css';
import styles from './DifferenceList.module.css';
import { differences } from './differences';

/** What a document was and what it is, property by property. */
export const DifferenceList = ({
  before,
  after,
  hidden,
}: {
  before: Record<string, unknown> | null | undefined;
  after: Record<string, unknown> | null | undefined;
  hidden?: readonly string[];
}) => (
  <dl className={styles['differences']}>
    {differences(before, after, hidden).map((difference) => (
      <div key={difference.property} className={styles['difference']}>
        <dt className={form['code']}>{difference.property}</dt>
        <dd>
          {difference.before !== undefined && (
            <del className={classes(styles['line'], styles['old'])}>{difference.before}</del>
          )}
          {difference.after !== undefined && (
            <ins className={classes(styles['line'], styles['new'])}>{difference.after}</ins>
          )}
        </dd>
      </div>
    ))}
  </dl>
);
