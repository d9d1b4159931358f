import { useT, type MessageKey } from '@/i18n';
import { TextInput } from '@/ui';
import type { InputProps } from '../FieldModule';
import styles from '../shared/fields.module.css';
import { membersOf, textOf } from '../shared/values';

export const addressParts = ['street', 'city', 'state', 'postal_code', 'country'] as const;

export const AddressInput = ({
  value,
  onChange,
  control,
  disabled,
  autoFocus,
}: InputProps<'address'>) => {
  const t = useT();
  const members = membersOf(value) ?? {};
  const change = (part: string, text: string) => {
    const next = Object.fromEntries(
      Object.entries({ ...members, [part]: text }).filter(([, one]) => one !== '' && one !== null),
    );
    onChange(Object.keys(next).length === 0 ? null : next);
  };
  return (
    <div className={styles['grid']}>
      {addressParts.map((part) => {
        const label = t(`field.address.${part}` satisfies MessageKey);
        return (
          <div key={part} className={part === 'street' ? styles['full'] : undefined}>
            <TextInput
              aria-label={label}
              aria-describedby={control['aria-describedby']}
              aria-invalid={control['aria-invalid']}
              placeholder={label}
              disabled={disabled}
              autoFocus={autoFocus && part === 'street'}
              value={textOf(members[part])}
              onChange={(event) => change(part, event.target.value)}
            />
          </div>
        );
      })}
    </div>
  );
};
