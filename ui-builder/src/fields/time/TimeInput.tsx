import { TextInput } from '@/ui';
import type { InputProps } from '../FieldModule';
import { blankToNull, textOf } from '../shared/values';

export const TimeInput = ({
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'time'>) => (
  <TextInput
    {...control}
    type="time"
    disabled={disabled}
    autoFocus={autoFocus}
    value={textOf(value).replace(/Z$/, '').slice(0, 12)}
    onChange={(event) => onChange(blankToNull(event.target.value))}
  />
);
