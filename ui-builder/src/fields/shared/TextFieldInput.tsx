import type { FieldType } from '@/api';
import { TextInput } from '@/ui';
import type { InputProps } from '../FieldModule';
import { blankToNull, textOf } from './values';

type Keyboard = { type?: 'text' | 'email' | 'tel' | 'url'; inputMode?: 'email' | 'tel' | 'url' };

/** One line of text; `keyboard` decides what a phone offers to type with. */
export function textFieldInput<T extends FieldType>(keyboard: Keyboard = {}) {
  const TextFieldInput = ({ value, onChange, control, disabled, autoFocus }: InputProps<T>) => (
    <TextInput
      {...control}
      type={keyboard.type ?? 'text'}
      inputMode={keyboard.inputMode}
      disabled={disabled}
      autoFocus={autoFocus}
      value={textOf(value)}
      onChange={(event) => onChange(blankToNull(event.target.value))}
    />
  );
  return TextFieldInput;
}

/** What is looked for may be a part of a value, so nothing is checked while filtering. */
export const PlainTextFilter = ({
  value,
  onChange,
  label,
}: {
  value: unknown;
  onChange: (value: unknown) => void;
  label: string;
}) => (
  <TextInput
    aria-label={label}
    value={textOf(value)}
    onChange={(event) => onChange(event.target.value)}
  />
);
