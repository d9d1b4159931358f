import { isDecimal, type FieldOf, type FieldType } from '@/api';
import type { DisplayProps } from '../FieldModule';
import { useFormat } from '../format/useFormat';
import styles from './fields.module.css';
import { numericText } from './NumericInput';

type Format = ReturnType<typeof useFormat>;
type NumericType = Extract<FieldType, 'number' | 'currency' | 'percent'>;

export function numericDisplay<T extends NumericType>(
  show: (format: Format, value: Parameters<Format['number']>[0], field: FieldOf<T>) => string,
) {
  const NumericDisplay = ({ field, value }: DisplayProps<T>) => {
    const format = useFormat();
    return (
      <span className={styles['numeric']}>
        {isDecimal(value) ? show(format, value, field) : numericText(value)}
      </span>
    );
  };
  return NumericDisplay;
}
