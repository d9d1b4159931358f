import { useI18n } from '@/i18n';
import { Combobox, type ControlProps, type Option } from '@/ui';
import { localName, type FieldDocument } from '../model/documents';
import { textIn } from '../model/localized';

/** Chooses fields of one object, in order. */
export const FieldsCombobox = ({
  control,
  fields,
  value,
  onChange,
}: {
  control: ControlProps;
  fields: readonly FieldDocument[];
  value: readonly string[];
  onChange: (names: string[]) => void;
}) => {
  const { language } = useI18n();
  const options: Option[] = fields.map((field) => ({
    value: localName(field.name),
    label: textIn(field.label, language),
    keywords: localName(field.name),
  }));
  const optionOf = (name: string): Option =>
    options.find((option) => option.value === name) ?? { value: name, label: name };
  return (
    <Combobox
      control={control}
      multiple
      selected={value.map(optionOf)}
      options={options}
      onSelect={(selected) => onChange(selected.map((option) => option.value))}
    />
  );
};
