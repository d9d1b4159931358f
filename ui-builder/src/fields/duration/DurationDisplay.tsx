import type { DisplayProps } from '../FieldModule';
import { formatDuration } from '../format/durations';
import styles from '../shared/fields.module.css';
import { textOf } from '../shared/values';

export const DurationDisplay = ({ value }: DisplayProps<'duration'>) => (
  <span className={styles['numeric']}>{textOf(value) && formatDuration(textOf(value))}</span>
);
