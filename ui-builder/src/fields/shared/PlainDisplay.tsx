import type { Json } from '@/api';
import styles from './fields.module.css';
import { textOf } from './values';

export const PlainDisplay = ({ value }: { value: Json | undefined }) => (
  <span className={styles['plain']}>{textOf(value)}</span>
);

export const PlainCell = ({ value }: { value: Json | undefined }) => (
  <span className={styles['cell']} title={textOf(value)}>
    {textOf(value)}
  </span>
);
