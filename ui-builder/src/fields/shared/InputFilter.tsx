import { useId } from 'react';
import type { FieldType } from '@/api';
import type { FilterProps, InputProps } from '../FieldModule';
import type { ComponentType } from 'react';

const nothing = {};

/** For types whose condition compares with what their input gives. */
export function inputFilter<T extends FieldType>(
  Input: ComponentType<InputProps<T>>,
): ComponentType<FilterProps<T>> {
  const InputFilter = ({ field, value, onChange, label }: FilterProps<T>) => {
    const id = useId();
    return (
      <div role="group" aria-label={label}>
        <label className="visually-hidden" htmlFor={id}>
          {label}
        </label>
        <Input
          field={field}
          value={value}
          onChange={onChange}
          draft={nothing}
          control={{ id, 'aria-describedby': undefined, 'aria-invalid': false }}
        />
      </div>
    );
  };
  return InputFilter;
}
