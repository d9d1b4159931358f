import { TextArea } from '@/ui';
import type { InputProps } from '../FieldModule';
import { blankToNull, textOf } from '../shared/values';

export const LongTextInput = ({
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'long_text'>) => (
  <TextArea
    {...control}
    rows={4}
    disabled={disabled}
    autoFocus={autoFocus}
    value={textOf(value)}
    onChange={(event) => onChange(blankToNull(event.target.value))}
  />
);
