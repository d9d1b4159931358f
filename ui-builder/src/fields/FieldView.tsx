import { valueType, type FieldDefinition, type FieldType, type Json } from '@/api';
import { Field } from '@/ui';
import type { Draft, FilterProps, InputProps } from './FieldModule';
import { fieldModule } from './registry';
import { isBlank } from './shared/values';

/** The one place that chooses how a field is entered, shown, listed and filtered. */
export const FieldInput = (
  props: Omit<InputProps<FieldType>, 'field'> & { field: FieldDefinition },
) => {
  const { Input } = fieldModule(props.field);
  return <Input {...props} />;
};

export const FieldDisplay = ({
  field,
  value,
}: {
  field: FieldDefinition;
  value: Json | undefined;
}) => {
  const { Display } = fieldModule(field);
  return isBlank(value) && valueType(field) !== 'boolean' ? null : (
    <Display field={field} value={value} />
  );
};

export const FieldCell = ({
  field,
  value,
}: {
  field: FieldDefinition;
  value: Json | undefined;
}) => {
  const { Cell } = fieldModule(field);
  return isBlank(value) && valueType(field) !== 'boolean' ? null : (
    <Cell field={field} value={value} />
  );
};

export const FieldFilter = (
  props: Omit<FilterProps<FieldType>, 'field'> & { field: FieldDefinition },
) => {
  const { Filter } = fieldModule(props.field);
  return Filter && <Filter {...props} />;
};

/** A field in a form: label, help, input and what the server said about it. */
export const FormField = ({
  field,
  value,
  onChange,
  draft,
  errors,
  polite,
  required = field.required,
  disabled,
  autoFocus,
}: {
  field: FieldDefinition;
  value: unknown;
  onChange: (value: unknown) => void;
  draft: Draft;
  errors?: readonly string[] | undefined;
  polite?: boolean;
  required?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
}) => (
  <Field
    label={field.label}
    hint={field.help}
    errors={errors}
    polite={polite}
    required={required}
    group={fieldModule(field).group ?? false}
  >
    {(control) => (
      <FieldInput
        field={field}
        value={value}
        onChange={onChange}
        control={control}
        draft={draft}
        disabled={disabled}
        autoFocus={autoFocus}
      />
    )}
  </Field>
);
