import { useState } from 'react';
import { useT } from '@/i18n';
import { TextInput } from '@/ui';
import type { InputProps } from '../FieldModule';
import { formatDuration, parseDuration } from '../format/durations';
import { textOf } from '../shared/values';

export const DurationInput = ({
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'duration'>) => {
  const t = useT();
  const [typed, setTyped] = useState<string>();
  const change = (text: string) => {
    setTyped(text);
    onChange(text.trim() === '' ? null : (parseDuration(text) ?? text));
  };
  return (
    <TextInput
      {...control}
      disabled={disabled}
      autoFocus={autoFocus}
      placeholder={t('field.duration.placeholder')}
      value={typed ?? formatDuration(textOf(value))}
      onChange={(event) => change(event.target.value)}
      onBlur={() => setTyped(undefined)}
    />
  );
};
