import { useState } from 'react';
import { TextInput } from '@/ui';
import type { InputProps } from '../FieldModule';
import { useFormat } from '../format/useFormat';
import { textOf } from '../shared/values';

/** Shows and takes the wall clock of the person's time zone; UTC on the wire. */
export const DatetimeInput = ({
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'datetime'>) => {
  const format = useFormat();
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      {...control}
      type="datetime-local"
      max="9999-12-31T23:59"
      disabled={disabled}
      autoFocus={autoFocus}
      value={typed ?? format.toLocal(textOf(value))}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(event.target.value === '' ? null : (format.toInstant(event.target.value) ?? null));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
};
