import { TextInput } from '@/ui';
import type { InputProps } from '../FieldModule';
import { blankToNull, textOf } from '../shared/values';

export const DateInput = ({
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'date'>) => (
  <TextInput
    {...control}
    type="date"
    max="9999-12-31"
    disabled={disabled}
    autoFocus={autoFocus}
    value={textOf(value)}
    onChange={(event) => onChange(blankToNull(event.target.value))}
  />
);
