import { Check, Minus } from 'lucide-react';
import { useT } from '@/i18n';
import type { DisplayProps } from '../FieldModule';
import styles from '../shared/fields.module.css';

export const BooleanDisplay = ({ value }: DisplayProps<'boolean'>) => {
  const t = useT();
  return value === true ? (
    <Check size={15} aria-label={t('common.yes')} />
  ) : (
    <Minus size={13} className={styles['off']} aria-label={t('common.no')} />
  );
};
