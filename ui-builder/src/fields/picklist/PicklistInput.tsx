import { useT } from '@/i18n';
import { Combobox } from '@/ui';
import type { FilterProps, InputProps } from '../FieldModule';
import { listOf } from '../shared/values';
import { offeredValues, optionOf, optionsOf } from './choices';

export const PicklistInput = ({
  field,
  value,
  onChange,
  control,
  draft,
  disabled,
  autoFocus,
}: InputProps<'picklist'>) => {
  const t = useT();
  return (
    <Combobox
      control={control}
      disabled={disabled}
      autoFocus={autoFocus}
      placeholder={t('field.picklist.placeholder')}
      label={field.label}
      selected={typeof value === 'string' ? [optionOf(field, value)] : []}
      options={optionsOf(field, offeredValues(field, draft))}
      onSelect={(selected) => onChange(selected[0]?.value ?? null)}
    />
  );
};

/** One of several values, so conditions are about a set. */
export const ChoiceFilter = ({
  field,
  value,
  onChange,
  label,
}: FilterProps<'picklist'> | FilterProps<'multi_picklist'>) => {
  const t = useT();
  return (
    <Combobox
      multiple
      control={{ id: `filter-${field.name}`, 'aria-describedby': undefined, 'aria-invalid': false }}
      label={label}
      placeholder={t('field.picklist.placeholder')}
      selected={listOf(value).map((one) => optionOf(field, one))}
      options={optionsOf(field, field.values)}
      onSelect={(selected) => onChange(selected.map((option) => option.value))}
    />
  );
};
