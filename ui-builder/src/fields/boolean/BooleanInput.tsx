import { Checkbox, Select } from '@/ui';
import { useT } from '@/i18n';
import type { FilterProps, InputProps } from '../FieldModule';
import styles from '../shared/fields.module.css';

export const BooleanInput = ({
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'boolean'>) => (
  <span className={styles['row']}>
    <Checkbox
      {...control}
      checked={value === true}
      onChange={onChange}
      disabled={disabled}
      autoFocus={autoFocus}
    />
  </span>
);

export const BooleanFilter = ({ value, onChange, label }: FilterProps<'boolean'>) => {
  const t = useT();
  return (
    <Select
      aria-label={label}
      value={String(value !== false)}
      onChange={(event) => onChange(event.target.value === 'true')}
    >
      <option value="true">{t('common.yes')}</option>
      <option value="false">{t('common.no')}</option>
    </Select>
  );
};
