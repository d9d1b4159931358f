import { Check, Square } from 'lucide-react';
import { useT } from '@/i18n';
import type { DisplayProps } from '../FieldModule';
import styles from '../shared/fields.module.css';

export const BooleanDisplay = ({ value }: DisplayProps<'boolean'>) => {
  const t = useT();
  return value === true ? (
    <Check size={15} aria-label={t('common.yes')} />
  ) : (
    // A dash would look like a value that is missing.
    <Square size={13} className={styles['off']} aria-label={t('common.no')} />
  );
};
