import type { FieldType } from '@/api';
import type { DisplayProps } from '../FieldModule';
import { useFormat } from '../format/useFormat';
import styles from './fields.module.css';
import { textOf } from './values';

export function temporalDisplay<T extends FieldType>(kind: 'date' | 'datetime' | 'time') {
  const TemporalDisplay = ({ value }: DisplayProps<T>) => {
    const format = useFormat();
    const text = textOf(value);
    return <span className={styles['numeric']}>{text && format[kind](text)}</span>;
  };
  return TemporalDisplay;
}
