import { useI18n } from '@/i18n';
import type { DisplayProps } from '../FieldModule';
import styles from '../shared/fields.module.css';
import { addressLines } from './addressLines';

export const AddressDisplay = ({ value }: DisplayProps<'address'>) => {
  const { language } = useI18n();
  return <span className={styles['plain']}>{addressLines(value, language).join('\n')}</span>;
};

export const AddressCell = ({ value }: DisplayProps<'address'>) => {
  const { language } = useI18n();
  const line = addressLines(value, language).join(', ');
  return (
    <span className={styles['cell']} title={line}>
      {line}
    </span>
  );
};
