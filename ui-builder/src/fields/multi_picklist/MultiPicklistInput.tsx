import { useT } from '@/i18n';
import { Combobox } from '@/ui';
import type { InputProps } from '../FieldModule';
import { offeredValues, optionOf, optionsOf } from '../picklist/choices';
import { listOf } from '../shared/values';

export const MultiPicklistInput = ({
  field,
  value,
  onChange,
  control,
  draft,
  disabled,
  autoFocus,
}: InputProps<'multi_picklist'>) => {
  const t = useT();
  return (
    <Combobox
      multiple
      control={control}
      disabled={disabled}
      autoFocus={autoFocus}
      placeholder={t('field.picklist.placeholder')}
      label={field.label}
      selected={listOf(value).map((one) => optionOf(field, one))}
      options={optionsOf(field, offeredValues(field, draft))}
      onSelect={(selected) => onChange(selected.map((option) => option.value))}
    />
  );
};
