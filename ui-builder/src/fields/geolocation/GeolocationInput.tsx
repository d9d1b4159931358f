import { LocateFixed } from 'lucide-react';
import { useState } from 'react';
import { isDecimal } from '@/api';
import { useT } from '@/i18n';
import { IconButton, TextInput } from '@/ui';
import type { InputProps } from '../FieldModule';
import { useFormat } from '../format/useFormat';
import styles from '../shared/fields.module.css';
import { membersOf } from '../shared/values';

const parts = ['latitude', 'longitude'] as const;

export const GeolocationInput = ({
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'geolocation'>) => {
  const t = useT();
  const format = useFormat();
  const [typed, setTyped] = useState<Record<string, string>>({});
  const members = membersOf(value) ?? {};
  const change = (part: string, text: string) => {
    setTyped({ ...typed, [part]: text });
    const next = { ...members, [part]: text === '' ? null : (format.parseNumber(text) ?? text) };
    onChange(Object.values(next).every((one) => one === null) ? null : next);
  };
  const useHere = () => {
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
      setTyped({});
      onChange({ latitude: round(coords.latitude), longitude: round(coords.longitude) });
    });
  };
  return (
    <div className={styles['row']}>
      {parts.map((part) => (
        <TextInput
          key={part}
          inputMode="decimal"
          aria-label={t(`field.geolocation.${part}`)}
          aria-describedby={control['aria-describedby']}
          aria-invalid={control['aria-invalid']}
          placeholder={t(`field.geolocation.${part}`)}
          disabled={disabled}
          autoFocus={autoFocus && part === 'latitude'}
          value={
            typed[part] ?? (isDecimal(members[part]) ? format.editableNumber(members[part]) : '')
          }
          onChange={(event) => change(part, event.target.value)}
        />
      ))}
      {!disabled && 'geolocation' in navigator && (
        <IconButton icon={LocateFixed} label={t('field.geolocation.here')} onClick={useHere} />
      )}
    </div>
  );
};
